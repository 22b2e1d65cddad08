package io.glassmq.remoting.protocol.admin;

/**
 * How far a group is behind in one queue.
 *
 * @param brokerOffset the next one of the queue
 * @param consumerOffset the next one that the group has not reported as consumed
 * @param pullOffset the next one that it has not fetched
 * @param lastTimestamp when the last consumed message was stored, ms since 1970; 0 if none was
 */
public record OffsetWrapper(
    long brokerOffset, long consumerOffset, long pullOffset, long lastTimestamp) {
  /** Messages that are not consumed. */
  public long diff() {
    return brokerOffset - consumerOffset;
  }
}
