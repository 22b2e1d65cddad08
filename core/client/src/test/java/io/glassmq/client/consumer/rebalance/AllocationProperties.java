package io.glassmq.client.consumer.rebalance;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.client.consumer.AllocateMessageQueueStrategy;
import io.glassmq.common.message.MessageQueue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** Whatever the queues and members are: each queue goes to exactly one member (AS-1). */
@PropertyDefaults(tries = 200, edgeCases = EdgeCasesMode.NONE)
class AllocationProperties {

  @Property
  void shouldGiveEachQueueToExactlyOneMember(
      @ForAll("wholeStrategies") AllocateMessageQueueStrategy strategy,
      @ForAll("queues") List<MessageQueue> queues,
      @ForAll("members") List<String> members) {
    assertThat(shares(strategy, queues, members)).isEqualTo(queues);
  }

  @Property
  void shouldGiveEachQueueOfItsRoomsToExactlyOneMember(
      @ForAll("queues") List<MessageQueue> queues, @ForAll("members") List<String> members) {
    var strategy = new AllocateMessageQueueByMachineRoom();
    strategy.setConsumeridcs(Set.of("room1"));

    assertThat(shares(strategy, queues, members))
        .isEqualTo(queues.stream().filter(q -> q.getBrokerName().startsWith("room1@")).toList());
  }

  @Property
  void shouldMakeSharesThatDifferByOneQueueAtMost(
      @ForAll("evenStrategies") AllocateMessageQueueStrategy strategy,
      @ForAll("queues") List<MessageQueue> queues,
      @ForAll("members") List<String> members) {
    List<Integer> sizes =
        members.stream().map(m -> strategy.allocate("G", m, queues, members).size()).toList();

    assertThat(Collections.max(sizes) - Collections.min(sizes)).isLessThanOrEqualTo(1);
  }

  /** What a newcomer takes is all that moves. */
  @Property
  void shouldMoveNoQueueBetweenOldMembersWhenHashedConsistently(
      @ForAll("queues") List<MessageQueue> queues, @ForAll("members") List<String> members) {
    var strategy = new AllocateMessageQueueConsistentHash();
    String newcomer = members.get(members.size() / 2);
    List<String> before = members.stream().filter(m -> !m.equals(newcomer)).toList();

    for (String member : before) {
      assertThat(strategy.allocate("G", member, queues, before))
          .containsAll(strategy.allocate("G", member, queues, members));
    }
  }

  /** What all members get together, sorted. */
  private static List<MessageQueue> shares(
      AllocateMessageQueueStrategy strategy, List<MessageQueue> queues, List<String> members) {
    List<MessageQueue> given = new ArrayList<>();
    members.forEach(member -> given.addAll(strategy.allocate("G", member, queues, members)));
    Collections.sort(given);
    return given;
  }

  @Provide
  Arbitrary<AllocateMessageQueueStrategy> evenStrategies() {
    return Arbitraries.of(
        new AllocateMessageQueueAveragely(), new AllocateMessageQueueAveragelyByCircle());
  }

  @Provide
  Arbitrary<AllocateMessageQueueStrategy> wholeStrategies() {
    return Arbitraries.of(
        new AllocateMessageQueueAveragely(),
        new AllocateMessageQueueAveragelyByCircle(),
        new AllocateMessageQueueConsistentHash(),
        new AllocateMachineRoomNearby(
            new AllocateMessageQueueAveragelyByCircle(), new MachineRooms()),
        new AllocateMachineRoomNearby(
            new AllocateMessageQueueConsistentHash(), new MachineRooms()));
  }

  @Provide
  Arbitrary<List<MessageQueue>> queues() {
    Arbitrary<String> brokers =
        Arbitraries.of("broker-a", "broker-d", "room1@broker-a", "room1@broker-c", "room2@b");
    return Combinators.combine(brokers, Arbitraries.integers().between(0, 20))
        .as((broker, id) -> new MessageQueue("TopicTest", broker, id))
        .set()
        .ofMinSize(1)
        .ofMaxSize(40)
        .map(set -> set.stream().sorted().toList());
  }

  @Provide
  Arbitrary<List<String>> members() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3), Arbitraries.integers().between(1, 60))
        .as((room, id) -> "10.0." + room + "." + id + "@x")
        .set()
        .ofMinSize(1)
        .ofMaxSize(12)
        .map(set -> set.stream().sorted().toList());
  }
}
