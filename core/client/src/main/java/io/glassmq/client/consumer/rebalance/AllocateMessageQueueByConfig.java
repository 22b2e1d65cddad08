package io.glassmq.client.consumer.rebalance;

import io.glassmq.client.consumer.AllocateMessageQueueStrategy;
import io.glassmq.common.message.MessageQueue;
import java.util.List;

/**
 * Gives this member the queues that the user lists, whatever the topic has. It is for the user to
 * see that the members' lists make up the whole (AS-1).
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.client.consumer.rebalance.AllocateMessageQueueByConfig}.
 */
public class AllocateMessageQueueByConfig implements AllocateMessageQueueStrategy {
  private List<MessageQueue> messageQueueList;

  @Override
  public List<MessageQueue> allocate(
      String consumerGroup, String currentCID, List<MessageQueue> mqAll, List<String> cidAll) {
    return messageQueueList;
  }

  @Override
  public String getName() {
    return "CONFIG";
  }

  public List<MessageQueue> getMessageQueueList() {
    return messageQueueList;
  }

  public void setMessageQueueList(List<MessageQueue> messageQueueList) {
    this.messageQueueList = messageQueueList;
  }
}
