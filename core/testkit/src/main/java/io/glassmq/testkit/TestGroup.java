package io.glassmq.testkit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.consumer.AllocateMessageQueueStrategy;
import io.glassmq.common.message.MessageQueue;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer group whose members join and leave, of one make or mixed. Knows by the allocation
 * strategy who should own which queue, and by the messages that come who does; so it needs steady
 * load on all queues.
 *
 * <p>Not thread-safe: for the thread of one test.
 */
public final class TestGroup implements AutoCloseable {
  /** A client that missed a notification rebalances after 20 s, a missed heartbeat costs 30. */
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private static final Logger LOG = LoggerFactory.getLogger(TestGroup.class);
  private static final int PROOF_MESSAGES = 10;

  private final String name;
  private final List<MessageQueue> queues;
  private final Strategies strategies;
  private final Joining joining;
  private final GroupLedger ledger = new GroupLedger();
  private final Map<String, Member> members = new TreeMap<>();

  /**
   * @param queues of the topic, all of them
   * @param strategies by which the group shares them out
   * @param joining starts a member
   */
  public TestGroup(String name, List<MessageQueue> queues, Strategies strategies, Joining joining) {
    this.name = name;
    this.queues = queues.stream().sorted().toList();
    this.strategies = strategies;
    this.joining = joining;
  }

  /** A running member. */
  public interface Member extends AutoCloseable {
    /** As brokers know it. */
    String clientId();

    /** Leaves the group. */
    @Override
    void close();
  }

  /** Starts a consumer that writes what it gets into the ledger, under the member's name. */
  @FunctionalInterface
  public interface Joining {
    Member join(String member, TestGroup group) throws Exception;
  }

  /** The strategy of each member. */
  public interface Strategies {
    AllocateMessageQueueStrategy of(String member);

    /** The group will have these members; for strategies that do not find out by themselves. */
    default void membersWillBe(List<String> members) {}
  }

  public String name() {
    return name;
  }

  public GroupLedger ledger() {
    return ledger;
  }

  public Strategies strategies() {
    return strategies;
  }

  public void join(String... names) throws Exception {
    for (String member : names) {
      var all = new TreeSet<>(members.keySet());
      all.add(member);
      strategies.membersWillBe(List.copyOf(all));
      members.put(member, joining.join(member, this));
      LOG.info("{}: {} has joined", name, member);
    }
  }

  public void leave(String... names) {
    for (String member : names) {
      Member leaving = members.remove(member);
      strategies.membersWillBe(List.copyOf(members.keySet()));
      leaving.close();
      LOG.info("{}: {} has left", name, member);
    }
  }

  /** Who should own which queue now: the sole member whose strategy gives it the queue. */
  public Map<MessageQueue, String> owners() {
    List<String> ids = members.values().stream().map(Member::clientId).sorted().toList();
    Map<MessageQueue, String> owners = new HashMap<>();
    members.forEach(
        (member, running) -> {
          var share = strategies.of(member).allocate(name, running.clientId(), queues, ids);
          for (MessageQueue queue : share) {
            String other = owners.put(queue, member);
            if (other != null) {
              throw new AssertionError(queue + " goes to " + other + " and to " + member);
            }
          }
        });
    return owners;
  }

  /**
   * Waits until each queue's messages go to its owner, and then some more of them to nobody else:
   * until then a former owner that is slow to hear of the change may still get its share.
   */
  public void awaitEachQueueOwnedOnce() {
    Map<MessageQueue, String> owners = owners();
    if (owners.size() != queues.size()) {
      throw new AssertionError(name + ": not all queues have an owner: " + owners);
    }
    awaitThat("each queue has one owner: " + owners, this::settled, owners::equals);
    LOG.info("{}: settled as {}", name, owners);
  }

  /** Who gets each queue's messages from now on; empty if two share one. */
  private Map<MessageQueue, String> settled() {
    long since = System.nanoTime();
    awaitThat("more messages come from all queues", () -> countsSince(since), this::isProof);
    Map<MessageQueue, Set<String>> receivers =
        since(since).collect(groupingBy(Delivery::queue, mapping(Delivery::member, toSet())));
    boolean shared = receivers.values().stream().anyMatch(members -> members.size() > 1);
    return shared
        ? Map.of()
        : receivers.entrySet().stream()
            .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().iterator().next()));
  }

  private boolean isProof(Map<MessageQueue, Long> counts) {
    return queues.stream().allMatch(queue -> counts.getOrDefault(queue, 0L) >= PROOF_MESSAGES);
  }

  private <T> void awaitThat(String what, Callable<T> is, Predicate<T> good) {
    await(name + ": " + what)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(is, good::test);
  }

  private Map<MessageQueue, Long> countsSince(long nanos) {
    return since(nanos).collect(toMap(Delivery::queue, delivery -> 1L, Long::sum));
  }

  private Stream<Delivery> since(long nanos) {
    return ledger.deliveries().stream().filter(it -> it.beginNanos() - nanos > 0);
  }

  /** Waits until all these messages are consumed. */
  public void awaitConsumed(Collection<String> acknowledged) {
    awaitThat("all messages are consumed", () -> ledger.lost(acknowledged), Set::isEmpty);
  }

  @Override
  public void close() {
    members.values().forEach(Member::close);
    members.clear();
  }
}
