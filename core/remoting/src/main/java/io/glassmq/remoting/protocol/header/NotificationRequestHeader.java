package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.annotation.CFNullable;
import io.glassmq.remoting.protocol.CommandCustomHeader;

/**
 * Asks to be told when there is something to pop.
 *
 * @param queueId -1: all queues of the broker
 * @param pollTime ms that the request may wait at the broker
 * @param bornTime ms since 1970 when the client asked
 * @param attemptId tells an ordered pop that is tried again from a new one
 */
public record NotificationRequestHeader(
    String consumerGroup,
    String topic,
    int queueId,
    long pollTime,
    long bornTime,
    Boolean order,
    @CFNullable String attemptId,
    @CFNullable String expType,
    @CFNullable String exp)
    implements CommandCustomHeader {
  public boolean isOrder() {
    return Boolean.TRUE.equals(order);
  }
}
