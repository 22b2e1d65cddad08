package io.glassmq.client.consumer.listener;

import io.glassmq.common.message.MessageExt;
import java.util.List;

/**
 * Takes messages in any order, many threads at a time.
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently}.
 */
@FunctionalInterface
public non-sealed interface MessageListenerConcurrently extends MessageListener {

  /**
   * Works on messages of one queue. Called on a thread of the consumer's pool; the same message may
   * come twice, so the work must bear being done again.
   *
   * @param msgs at least one, at most {@code consumeMessageBatchMaxSize}
   * @return whether it worked; null or an exception count as {@link
   *     ConsumeConcurrentlyStatus#RECONSUME_LATER}
   */
  ConsumeConcurrentlyStatus consumeMessage(
      List<MessageExt> msgs, ConsumeConcurrentlyContext context);
}
