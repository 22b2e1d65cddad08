package io.glassmq.client.consumer.rebalance;

import io.glassmq.client.consumer.AllocateMessageQueueStrategy;
import io.glassmq.common.message.MessageQueue;
import java.util.List;

/**
 * Gives each member one block of neighbouring queues. The blocks differ by at most one queue; the
 * first members get the longer ones.
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.client.consumer.rebalance.AllocateMessageQueueAveragely}.
 */
public class AllocateMessageQueueAveragely implements AllocateMessageQueueStrategy {

  @Override
  public List<MessageQueue> allocate(
      String consumerGroup, String currentCID, List<MessageQueue> mqAll, List<String> cidAll) {
    if (isEmpty(currentCID) || isEmpty(mqAll) || isEmpty(cidAll)) {
      throw new IllegalArgumentException(
          "Group " + consumerGroup + ": own id " + currentCID + " of " + cidAll + ", " + mqAll);
    }
    int member = cidAll.indexOf(currentCID);
    if (member < 0) {
      return List.of();
    }
    int block = mqAll.size() / cidAll.size();
    int leftOver = mqAll.size() % cidAll.size();
    int start = member * block + Math.min(member, leftOver);
    int end = start + block + (member < leftOver ? 1 : 0);
    return List.copyOf(mqAll.subList(start, end));
  }

  @Override
  public String getName() {
    return "AVG";
  }

  private static boolean isEmpty(String text) {
    return text == null || text.isEmpty();
  }

  private static boolean isEmpty(List<?> list) {
    return list == null || list.isEmpty();
  }
}
