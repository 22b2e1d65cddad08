package io.glassmq.client.consumer.listener;

import io.glassmq.common.message.MessageExt;
import java.util.List;

/**
 * Takes the messages of each queue one list after the other, in the order in which they were
 * stored, and by one thread at a time in the whole group.
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.client.consumer.listener.MessageListenerOrderly}.
 */
@FunctionalInterface
public non-sealed interface MessageListenerOrderly extends MessageListener {

  /**
   * Works on the next messages of a queue. Called on a thread of the consumer's pool; the queue
   * waits until it returns.
   *
   * @param msgs at least one, at most {@code consumeMessageBatchMaxSize}
   * @return whether it worked; null or an exception count as {@link
   *     ConsumeOrderlyStatus#SUSPEND_CURRENT_QUEUE_A_MOMENT}
   */
  ConsumeOrderlyStatus consumeMessage(List<MessageExt> msgs, ConsumeOrderlyContext context);
}
