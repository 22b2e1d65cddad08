package io.glassmq.client.consumer.rebalance;

import io.glassmq.client.consumer.AllocateMessageQueueStrategy;
import io.glassmq.common.message.MessageQueue;
import java.util.List;

/**
 * The questions that a strategy must not be asked (AS-4), and the one with a simple answer (AS-3).
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.client.consumer.rebalance.AbstractAllocateMessageQueueStrategy}.
 */
abstract class AbstractAllocateMessageQueueStrategy implements AllocateMessageQueueStrategy {

  @Override
  public List<MessageQueue> allocate(
      String consumerGroup, String currentCID, List<MessageQueue> mqAll, List<String> cidAll) {
    if (currentCID == null || currentCID.isEmpty() || isEmpty(mqAll) || isEmpty(cidAll)) {
      throw new IllegalArgumentException(
          "Group " + consumerGroup + ": own id " + currentCID + " of " + cidAll + ", " + mqAll);
    }
    if (!cidAll.contains(currentCID)) {
      return List.of();
    }
    return List.copyOf(share(consumerGroup, currentCID, mqAll, cidAll));
  }

  /** As {@link #allocate}, with nothing empty and {@code member} one of {@code members}. */
  abstract List<MessageQueue> share(
      String group, String member, List<MessageQueue> queues, List<String> members);

  private static boolean isEmpty(List<?> list) {
    return list == null || list.isEmpty();
  }
}
