package io.glassmq.client.consumer;

/**
 * What a pull found.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.consumer.PullStatus}.
 */
public enum PullStatus {
  FOUND,

  /** The queue has nothing beyond the offset. */
  NO_NEW_MSG,

  /** The queue has messages, but none that the group wants. */
  NO_MATCHED_MSG,

  /** The offset is outside the queue; the broker says where to go on. */
  OFFSET_ILLEGAL
}
