package io.glassmq.client.impl.producer;

import io.glassmq.client.latency.MQFaultStrategy;
import io.glassmq.common.message.MessageQueue;
import java.util.List;

/**
 * What a producer knows of a topic: the queues it can write to, and whose turn it is. A changed
 * route makes a new one.
 *
 * <p>Immutable but for the strategy's memory; thread-safe. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.producer.TopicPublishInfo}.
 */
public record TopicPublishInfo(List<MessageQueue> messageQueueList, MQFaultStrategy strategy) {

  /** No queue at all: the topic is unknown, or nobody can write to it now. */
  public boolean isEmpty() {
    return messageQueueList.isEmpty();
  }

  /**
   * @param failedBroker where the attempt before failed, or null on the first attempt
   */
  public MessageQueue selectOneMessageQueue(String failedBroker) {
    return strategy.selectOneMessageQueue(messageQueueList, failedBroker);
  }
}
