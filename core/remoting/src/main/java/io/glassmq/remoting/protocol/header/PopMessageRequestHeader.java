package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.annotation.CFNullable;
import io.glassmq.remoting.protocol.CommandCustomHeader;

/**
 * Asks for messages of a topic without owning a queue; the broker hides what it hands out.
 *
 * @param queueId -1: all queues of the broker
 * @param maxMsgNums at most 32
 * @param invisibleTime ms until a message comes back that is not acknowledged
 * @param pollTime ms that the request may wait at the broker; 0 for not at all
 * @param bornTime ms since 1970 when the client asked; 0: when the broker gets to it
 * @param initMode where a group without offset starts: {@link #INIT_MIN} or {@link #INIT_MAX}
 * @param order null and false: any order
 * @param attemptId tells an ordered pop that is tried again from a new one
 */
public record PopMessageRequestHeader(
    String consumerGroup,
    String topic,
    int queueId,
    int maxMsgNums,
    long invisibleTime,
    long pollTime,
    long bornTime,
    int initMode,
    @CFNullable String expType,
    @CFNullable String exp,
    Boolean order,
    @CFNullable String attemptId)
    implements CommandCustomHeader {
  /** With the oldest message of each queue. */
  public static final int INIT_MIN = 0;

  /** With the last message of each queue, or the first one while the queue is young. */
  public static final int INIT_MAX = 1;

  /** Whether messages of a queue have to be acknowledged before the next ones are handed out. */
  public boolean isOrder() {
    return Boolean.TRUE.equals(order);
  }

  /** The same; born now if it does not say when. */
  public PopMessageRequestHeader bornAt(long nowMillis) {
    return bornTime != 0
        ? this
        : new PopMessageRequestHeader(
            consumerGroup,
            topic,
            queueId,
            maxMsgNums,
            invisibleTime,
            pollTime,
            nowMillis,
            initMode,
            expType,
            exp,
            order,
            attemptId);
  }
}
