package io.glassmq.broker.loadbalance;

import io.glassmq.common.consumer.QueueShare;
import io.glassmq.common.message.MessageQueue;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which queues of a topic one member of a group works on.
 *
 * @param queues all queues of the topic, sorted
 * @param members the client ids of the group, sorted
 */
public record QueueAssignment(List<MessageQueue> queues, List<String> members) {
  /** Stands for all queues of a broker. */
  private static final int ALL_QUEUES = -1;

  /** A member that pulls has its queues for itself. */
  public List<MessageQueue> forPull(String member, QueueShare strategy) {
    int index = members.indexOf(member);
    return index < 0 ? List.of() : strategy.of(index, members.size(), queues);
  }

  /**
   * A member that pops shares its queues with others, so that one that hangs holds up none.
   *
   * @param neighbours whose queues it gets besides its own; 0 or less for all queues
   */
  public List<MessageQueue> forPop(String member, QueueShare strategy, int neighbours) {
    if (neighbours <= 0 || neighbours >= members.size() - 1) {
      return queues.stream()
          .map(queue -> new MessageQueue(queue.getTopic(), queue.getBrokerName(), ALL_QUEUES))
          .distinct()
          .toList();
    }
    int index = members.indexOf(member);
    if (index < 0) {
      return List.of();
    }
    if (members.size() > queues.size()) {
      return queues.isEmpty() ? List.of() : List.of(queues.get(index % queues.size()));
    }
    return IntStream.rangeClosed(index, index + neighbours)
        .mapToObj(i -> strategy.of(i % members.size(), members.size(), queues))
        .flatMap(List::stream)
        .toList();
  }
}
