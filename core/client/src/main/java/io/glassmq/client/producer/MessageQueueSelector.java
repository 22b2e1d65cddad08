package io.glassmq.client.producer;

import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageQueue;
import java.util.List;

/**
 * Chooses the queue for a message; the same choice for the same argument keeps messages in order.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.producer.MessageQueueSelector}.
 */
@FunctionalInterface
public interface MessageQueueSelector {

  /**
   * @param mqs all queues of the topic that can be written to, never empty
   * @param arg what the caller of {@code send} gave along
   */
  MessageQueue select(List<MessageQueue> mqs, Message msg, Object arg);
}
