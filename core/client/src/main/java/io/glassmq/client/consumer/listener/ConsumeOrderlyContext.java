package io.glassmq.client.consumer.listener;

import io.glassmq.common.message.MessageQueue;

/**
 * What an orderly listener may know and say about the messages in its hands. Belongs to the one
 * call of the listener.
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.client.consumer.listener.ConsumeOrderlyContext}.
 */
public class ConsumeOrderlyContext {
  private final MessageQueue messageQueue;
  private boolean autoCommit = true;
  private long suspendCurrentQueueTimeMillis = -1;

  public ConsumeOrderlyContext(MessageQueue messageQueue) {
    this.messageQueue = messageQueue;
  }

  public MessageQueue getMessageQueue() {
    return messageQueue;
  }

  public boolean isAutoCommit() {
    return autoCommit;
  }

  /** Whether success counts at once; off, the listener says itself when to commit. */
  public void setAutoCommit(boolean autoCommit) {
    this.autoCommit = autoCommit;
  }

  public long getSuspendCurrentQueueTimeMillis() {
    return suspendCurrentQueueTimeMillis;
  }

  /** How long the queue rests after a failure, 10 to 30000; -1 for the consumer's setting. */
  public void setSuspendCurrentQueueTimeMillis(long suspendCurrentQueueTimeMillis) {
    this.suspendCurrentQueueTimeMillis = suspendCurrentQueueTimeMillis;
  }
}
