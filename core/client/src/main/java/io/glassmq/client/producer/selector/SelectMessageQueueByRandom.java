package io.glassmq.client.producer.selector;

import io.glassmq.client.producer.MessageQueueSelector;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageQueue;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Chooses any queue, whatever the argument.
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.client.producer.selector.SelectMessageQueueByRandom}.
 */
public class SelectMessageQueueByRandom implements MessageQueueSelector {
  @Override
  public MessageQueue select(List<MessageQueue> mqs, Message msg, Object arg) {
    return mqs.get(ThreadLocalRandom.current().nextInt(mqs.size()));
  }
}
