package io.glassmq.common.consumer;

/**
 * What a consumer shows to acknowledge a popped message: which pop it came with, and where it lies.
 * It travels as eight fields with single spaces between them, to clients as the property {@code
 * POP_CK}, back to the broker as {@code extraInfo}:
 *
 * <pre>
 *   0 1795324935358 12000 4 1 broker-a 0 7
 *   | |             |     | | |        | '- queueOffset
 *   | |             |     | | |        '--- queueId
 *   | |             |     | | '------------ brokerName
 *   | |             |     | '-------------- retryKind
 *   | |             |     '---------------- reviveQueueId
 *   | |             '---------------------- invisibleTime
 *   | '------------------------------------ popTime
 *   '-------------------------------------- startOffset
 * </pre>
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.consumer.ReceiptHandle}.
 *
 * @param startOffset of the check point that the pop wrote for this queue; after a change of the
 *     invisible time the message's own offset
 * @param popTime ms since 1970 on the broker
 * @param invisibleTime in ms from {@code popTime}
 * @param reviveQueueId where check point and acknowledgement meet, or {@link #ORDER_REVIVE_QUEUE}
 * @param queueId of the topic that was really popped from, which may be a retry topic
 * @param queueOffset of this message in that queue
 */
public record ReceiptHandle(
    long startOffset,
    long popTime,
    long invisibleTime,
    int reviveQueueId,
    RetryKind retryKind,
    String brokerName,
    int queueId,
    long queueOffset) {

  /** In place of a revive queue when the pop was ordered: no check point stands behind it. */
  public static final int ORDER_REVIVE_QUEUE = 999;

  private static final String SEPARATOR = " ";
  private static final int BROKER_NAME_FIELDS = 6;
  private static final int QUEUE_ID_FIELDS = 7;
  private static final int FIELDS = 8;

  public String encode() {
    return String.join(
        SEPARATOR,
        Long.toString(startOffset),
        Long.toString(popTime),
        Long.toString(invisibleTime),
        Integer.toString(reviveQueueId),
        retryKind.mark(),
        brokerName,
        Integer.toString(queueId),
        Long.toString(queueOffset));
  }

  /**
   * Reads what {@link #encode} wrote. Proxies add a ninth field, which does not count.
   *
   * @throws IllegalArgumentException with the official message if it is null or cut off; a {@code
   *     NumberFormatException} if a number is none
   */
  public static ReceiptHandle decode(String handle) {
    if (handle == null) {
      throw new IllegalArgumentException("split extraInfo is null");
    }
    String[] fields = handle.split(SEPARATOR);
    if (fields.length < FIELDS) {
      throw new IllegalArgumentException(
          firstMissing(fields.length) + " fail, extraInfoStrs length " + fields.length);
    }
    return new ReceiptHandle(
        Long.parseLong(fields[0]),
        Long.parseLong(fields[1]),
        Long.parseLong(fields[2]),
        Integer.parseInt(fields[3]),
        RetryKind.ofMark(fields[4]),
        fields[5],
        Integer.parseInt(fields[6]),
        Long.parseLong(fields[7]));
  }

  /**
   * What an official broker looks for first and does not find: it begins with the broker's name.
   */
  private static String firstMissing(int length) {
    if (length < BROKER_NAME_FIELDS) {
      return "getBrokerName";
    }
    return length < QUEUE_ID_FIELDS ? "getQueueId" : "getQueueOffset";
  }

  public boolean isOrder() {
    return reviveQueueId == ORDER_REVIVE_QUEUE;
  }

  /** When the message comes back if nobody acknowledges it, in ms since 1970. */
  public long reviveTime() {
    return popTime + invisibleTime;
  }
}
