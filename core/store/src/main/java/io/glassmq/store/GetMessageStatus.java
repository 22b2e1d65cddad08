package io.glassmq.store;

/**
 * What a read found. The name travels in the remark of a pull answer.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.GetMessageStatus}.
 */
public enum GetMessageStatus {
  FOUND,
  /** There are messages, but none that the filter wants. */
  NO_MATCHED_MESSAGE,
  /** The file was deleted under the reader. */
  MESSAGE_WAS_REMOVING,
  OFFSET_FOUND_NULL,
  OFFSET_OVERFLOW_BADLY,
  /** The offset is that of the next message to come. */
  OFFSET_OVERFLOW_ONE,
  OFFSET_TOO_SMALL,
  NO_MESSAGE_IN_QUEUE
}
