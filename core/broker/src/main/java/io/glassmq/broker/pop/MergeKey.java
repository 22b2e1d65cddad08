package io.glassmq.broker.pop;

import io.glassmq.broker.offset.PopQueue;

/**
 * One pop of one queue: what a check point and the acknowledgements of its messages have in common,
 * so that they find each other.
 *
 * @param brokerName who popped; null in records of old brokers
 * @param startOffset the first offset that was handed out
 * @param popTime when, ms since 1970 on the broker
 */
public record MergeKey(PopQueue queue, String brokerName, long startOffset, long popTime) {
  private static final char SEPARATOR = '@';

  /**
   * The unique id of a record in the revive log.
   *
   * @param offset that the record speaks of
   */
  String uniqueKey(long offset, String kind) {
    return queue.topic()
        + SEPARATOR
        + queue.queueId()
        + SEPARATOR
        + offset
        + SEPARATOR
        + queue.group()
        + SEPARATOR
        + popTime
        + SEPARATOR
        + brokerName
        + SEPARATOR
        + kind;
  }
}
