package io.glassmq.testkit;

import io.glassmq.client.consumer.AllocateMessageQueueStrategy;
import io.glassmq.client.consumer.rebalance.AllocateMachineRoomNearby;
import io.glassmq.client.consumer.rebalance.AllocateMessageQueueAveragely;
import io.glassmq.client.consumer.rebalance.AllocateMessageQueueAveragelyByCircle;
import io.glassmq.client.consumer.rebalance.AllocateMessageQueueByConfig;
import io.glassmq.client.consumer.rebalance.AllocateMessageQueueByMachineRoom;
import io.glassmq.client.consumer.rebalance.AllocateMessageQueueConsistentHash;
import io.glassmq.common.message.MessageQueue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The six allocation strategies, set up so that they give away every queue of brokers that are
 * called {@code room-1@name} and {@code room-2@name}. A member whose name begins with A, C or E is
 * in the first room.
 */
public enum KnownStrategies {
  AVERAGELY,
  AVERAGELY_BY_CIRCLE,
  BY_CONFIG,
  CONSISTENT_HASH,
  MACHINE_ROOM,
  MACHINE_ROOM_NEARBY;

  private static final List<String> ROOMS = List.of("room-1", "room-2");

  /**
   * The strategies of the members of one group.
   *
   * @param queues that by-config shares out
   */
  public TestGroup.Strategies forGroup(List<MessageQueue> queues) {
    return this == BY_CONFIG ? new Configured(queues) : member -> strategy();
  }

  private AllocateMessageQueueStrategy strategy() {
    return switch (this) {
      case AVERAGELY -> new AllocateMessageQueueAveragely();
      case AVERAGELY_BY_CIRCLE -> new AllocateMessageQueueAveragelyByCircle();
      case BY_CONFIG -> new AllocateMessageQueueByConfig();
      case CONSISTENT_HASH -> new AllocateMessageQueueConsistentHash();
      case MACHINE_ROOM -> machineRoom();
      case MACHINE_ROOM_NEARBY ->
          new AllocateMachineRoomNearby(new AllocateMessageQueueAveragely(), new Rooms());
    };
  }

  private static AllocateMessageQueueStrategy machineRoom() {
    var strategy = new AllocateMessageQueueByMachineRoom();
    strategy.setConsumeridcs(Set.copyOf(ROOMS));
    return strategy;
  }

  private record Rooms() implements AllocateMachineRoomNearby.MachineRoomResolver {
    @Override
    public String brokerDeployIn(MessageQueue queue) {
      return queue.getBrokerName().substring(0, queue.getBrokerName().indexOf('@'));
    }

    @Override
    public String consumerDeployIn(String clientId) {
      char first = clientId.charAt(clientId.indexOf('@') + 1);
      return ROOMS.get((first - 'A') % ROOMS.size());
    }
  }

  /** Each member has a list, which somebody rewrites whenever members come or go. */
  private record Configured(
      List<MessageQueue> queues, Map<String, AllocateMessageQueueByConfig> strategies)
      implements TestGroup.Strategies {
    Configured(List<MessageQueue> queues) {
      this(queues, new ConcurrentHashMap<>());
    }

    @Override
    public AllocateMessageQueueByConfig of(String member) {
      return strategies.computeIfAbsent(member, unused -> new AllocateMessageQueueByConfig());
    }

    @Override
    public void membersWillBe(List<String> members) {
      var share = new AllocateMessageQueueAveragely();
      for (String member : members) {
        of(member).setMessageQueueList(share.allocate("configured", member, queues, members));
      }
    }
  }
}
