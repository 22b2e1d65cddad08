package io.glassmq.client.consumer;

/**
 * How a pop ended.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.consumer.PopStatus}.
 */
public enum PopStatus {
  /** Messages came. */
  FOUND,
  /** There is nothing; no broker of today says so. */
  NO_NEW_MSG,
  /** Too many pops wait at the broker: leave it alone for a while. */
  POLLING_FULL,
  /** There was nothing for as long as the broker could wait. */
  POLLING_NOT_FOUND
}
