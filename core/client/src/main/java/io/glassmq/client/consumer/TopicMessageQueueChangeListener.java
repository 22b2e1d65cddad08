package io.glassmq.client.consumer;

import io.glassmq.common.message.MessageQueue;
import java.util.Set;

/**
 * Is told when a topic has got other queues, for users who share them out themselves.
 *
 * <p>Called on the client's scheduled thread, which waits. Official counterpart: {@code
 * org.apache.rocketmq.client.consumer.TopicMessageQueueChangeListener}.
 */
@FunctionalInterface
public interface TopicMessageQueueChangeListener {

  /**
   * @param messageQueues all queues of the topic now
   */
  void onChanged(String topic, Set<MessageQueue> messageQueues);
}
