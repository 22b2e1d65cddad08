package io.glassmq.client.consumer.rebalance;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.glassmq.client.consumer.AllocateMessageQueueStrategy;
import io.glassmq.common.message.MessageQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Keeps messages in their machine room: the queues of a room are shared by the members in it, in
 * the way of another strategy. A room with queues but no members is shared by all.
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.client.consumer.rebalance.AllocateMachineRoomNearby}.
 */
public class AllocateMachineRoomNearby extends AbstractAllocateMessageQueueStrategy {
  private final AllocateMessageQueueStrategy delegate;
  private final MachineRoomResolver resolver;

  /** Tells in which machine room something stands; never empty. */
  public interface MachineRoomResolver {
    String brokerDeployIn(MessageQueue messageQueue);

    String consumerDeployIn(String clientID);
  }

  public AllocateMachineRoomNearby(
      AllocateMessageQueueStrategy delegate, MachineRoomResolver resolver) {
    this.delegate = Objects.requireNonNull(delegate, "the strategy inside a room");
    this.resolver = Objects.requireNonNull(resolver, "what tells the machine rooms");
  }

  @Override
  List<MessageQueue> share(
      String group, String member, List<MessageQueue> queues, List<String> members) {
    var queuesByRoom = byRoom(queues, resolver::brokerDeployIn);
    var membersByRoom = byRoom(members, resolver::consumerDeployIn);
    String ownRoom = resolver.consumerDeployIn(member);
    List<MessageQueue> share = new ArrayList<>();
    List<MessageQueue> near = queuesByRoom.remove(ownRoom);
    if (near != null) {
      share.addAll(delegate.allocate(group, member, near, membersByRoom.get(ownRoom)));
    }
    queuesByRoom.keySet().removeAll(membersByRoom.keySet());
    queuesByRoom
        .values()
        .forEach(orphans -> share.addAll(delegate.allocate(group, member, orphans, members)));
    return share;
  }

  private static <T> Map<String, List<T>> byRoom(List<T> all, Function<T, String> roomOf) {
    return all.stream().collect(groupingBy(one -> room(one, roomOf), TreeMap::new, toList()));
  }

  private static <T> String room(T one, Function<T, String> roomOf) {
    String room = roomOf.apply(one);
    if (room == null || room.isEmpty()) {
      throw new IllegalArgumentException("The resolver tells no machine room of " + one);
    }
    return room;
  }

  @Override
  public String getName() {
    return "MACHINE_ROOM_NEARBY-" + delegate.getName();
  }
}
