package io.glassmq.client.producer.selector;

import io.glassmq.client.producer.MessageQueueSelector;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageQueue;
import java.util.List;

/**
 * Chooses by the hash of the argument: an order id as argument keeps the messages of an order in
 * one queue.
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.client.producer.selector.SelectMessageQueueByHash}.
 */
public class SelectMessageQueueByHash implements MessageQueueSelector {
  @Override
  public MessageQueue select(List<MessageQueue> mqs, Message msg, Object arg) {
    return mqs.get(Math.abs(arg.hashCode() % mqs.size()));
  }
}
