package io.glassmq.client.consumer.listener;

/**
 * What became of the messages that a listener was given.
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus}.
 */
public enum ConsumeConcurrentlyStatus {
  /** Done; do not show them to this group again. */
  CONSUME_SUCCESS,

  /** Not done; try again later. */
  RECONSUME_LATER
}
