package io.glassmq.client.consumer;

import io.glassmq.common.message.MessageQueue;

/**
 * The user's work on one queue, to be repeated as long as the queue is ours.
 *
 * <p>Called on a thread {@code PullMsgThread-<group><n>}, for one queue by one thread at a time.
 * Official counterpart: {@code org.apache.rocketmq.client.consumer.PullTaskCallback}.
 */
@FunctionalInterface
public interface PullTaskCallback {

  /**
   * One round.
   *
   * @param context the consumer to work with, and when the next round comes
   */
  void doPullTask(MessageQueue mq, PullTaskContext context);
}
