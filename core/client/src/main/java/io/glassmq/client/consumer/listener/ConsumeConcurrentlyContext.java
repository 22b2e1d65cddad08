package io.glassmq.client.consumer.listener;

import io.glassmq.common.message.MessageQueue;

/**
 * What a listener may know and say about the messages in its hands. Belongs to the one call of the
 * listener.
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyContext}.
 */
public class ConsumeConcurrentlyContext {
  private final MessageQueue messageQueue;
  private int delayLevelWhenNextConsume;
  private int ackIndex = Integer.MAX_VALUE;

  public ConsumeConcurrentlyContext(MessageQueue messageQueue) {
    this.messageQueue = messageQueue;
  }

  public MessageQueue getMessageQueue() {
    return messageQueue;
  }

  public int getDelayLevelWhenNextConsume() {
    return delayLevelWhenNextConsume;
  }

  /**
   * When those that failed come again.
   *
   * @param level 1 to 18 for that delay; 0 for one that grows with each failure; -1 for never: they
   *     go to the dead letters
   */
  public void setDelayLevelWhenNextConsume(int level) {
    this.delayLevelWhenNextConsume = level;
  }

  public int getAckIndex() {
    return ackIndex;
  }

  /**
   * With {@code CONSUME_SUCCESS}: messages up to this place in the list are done, those behind it
   * failed.
   *
   * @param ackIndex counted from 0; -1 for none
   */
  public void setAckIndex(int ackIndex) {
    this.ackIndex = ackIndex;
  }
}
