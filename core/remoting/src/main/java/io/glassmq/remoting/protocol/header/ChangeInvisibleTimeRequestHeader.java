package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/**
 * A popped message shall come back at another time.
 *
 * @param topic that was really popped from: the retry topic if the handle says so
 * @param extraInfo the receipt handle
 * @param offset of the message in its queue
 * @param invisibleTime ms from now
 * @param suspend when it comes back, do not count it as consumed once more; null for false
 */
public record ChangeInvisibleTimeRequestHeader(
    String consumerGroup,
    String topic,
    int queueId,
    String extraInfo,
    long offset,
    long invisibleTime,
    Boolean suspend)
    implements CommandCustomHeader {
  public boolean isSuspend() {
    return Boolean.TRUE.equals(suspend);
  }
}
