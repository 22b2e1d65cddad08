package io.glassmq.common.consumer;

/**
 * Where a group begins that has no offset yet. The order is that of the numbers on the wire.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.consumer.ConsumeFromWhere}.
 */
public enum ConsumeFromWhere {
  CONSUME_FROM_LAST_OFFSET,

  /** An old name; means {@link #CONSUME_FROM_LAST_OFFSET}. */
  CONSUME_FROM_LAST_OFFSET_AND_FROM_MIN_WHEN_BOOT_FIRST,

  /** An old name; means {@link #CONSUME_FROM_LAST_OFFSET}. */
  CONSUME_FROM_MIN_OFFSET,

  /** An old name; means {@link #CONSUME_FROM_LAST_OFFSET}. */
  CONSUME_FROM_MAX_OFFSET,

  CONSUME_FROM_FIRST_OFFSET,
  CONSUME_FROM_TIMESTAMP
}
