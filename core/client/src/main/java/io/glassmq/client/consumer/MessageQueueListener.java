package io.glassmq.client.consumer;

import io.glassmq.common.message.MessageQueue;
import java.util.Set;

/**
 * Is told when the share of a consumer in the queues of a topic has changed.
 *
 * <p>Called on the thread {@code RebalanceService}, which waits. Official counterpart: {@code
 * org.apache.rocketmq.client.consumer.MessageQueueListener}.
 */
@FunctionalInterface
public interface MessageQueueListener {

  /**
   * @param mqAll the queues of the topic
   * @param mqAssigned those of them that are ours from now on
   */
  void messageQueueChanged(String topic, Set<MessageQueue> mqAll, Set<MessageQueue> mqAssigned);
}
