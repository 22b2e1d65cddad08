package io.glassmq.client.producer.selector;

import io.glassmq.client.producer.MessageQueueSelector;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageQueue;
import java.util.List;
import java.util.Set;

/**
 * Was meant to choose among the queues of some machine rooms, but never chooses any: a send with it
 * fails. Here because code that names it shall compile, and fail in the same way.
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.client.producer.selector.SelectMessageQueueByMachineRoom}.
 */
public class SelectMessageQueueByMachineRoom implements MessageQueueSelector {
  private Set<String> consumeridcs = Set.of();

  @Override
  public MessageQueue select(List<MessageQueue> mqs, Message msg, Object arg) {
    return null;
  }

  public Set<String> getConsumeridcs() {
    return consumeridcs;
  }

  public void setConsumeridcs(Set<String> consumeridcs) {
    this.consumeridcs = Set.copyOf(consumeridcs);
  }
}
