package io.glassmq.broker.pop;

import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageExt;
import io.glassmq.remoting.exception.RemotingCommandException;

/** One record of a revive queue. The timer has brought it there, unless it came too late for it. */
public sealed interface ReviveRecord {

  /** {@link #timerMillis()} of a record that never was in the timer. */
  long NOT_TIMED = -1;

  /** Where in the revive queue it lies. */
  long offset();

  /** When the timer had to bring it, ms since 1970; {@link #NOT_TIMED} if it did not. */
  long timerMillis();

  /** Messages were handed out. */
  record Popped(long offset, long timerMillis, PopCheckPoint checkPoint) implements ReviveRecord {}

  /**
   * Somebody is done with messages.
   *
   * @param reviveTime of the check point that they belong to
   */
  record Acked(long offset, long timerMillis, PopAck ack, long reviveTime)
      implements ReviveRecord {}

  /** What nobody can read. */
  record Unknown(long offset, long timerMillis) implements ReviveRecord {}

  /**
   * Reads a message of the revive topic.
   *
   * @throws RemotingCommandException if it is none of the three kinds
   */
  static ReviveRecord of(MessageExt message) throws RemotingCommandException {
    long offset = message.getQueueOffset();
    long dueMillis = dueMillis(message);
    boolean isTimed = message.getProperty(MessageConst.PROPERTY_TIMER_OUT_MS) != null;
    long timerMillis = isTimed ? dueMillis : NOT_TIMED;
    byte[] body = message.getBody();
    return switch (String.valueOf(message.getTags())) {
      case PopCheckPoint.TAG -> new Popped(offset, timerMillis, PopCheckPoint.decode(body));
      case AckMsg.TAG -> new Acked(offset, timerMillis, AckMsg.decode(body), dueMillis);
      case BatchAckMsg.TAG -> new Acked(offset, timerMillis, BatchAckMsg.decode(body), dueMillis);
      default -> throw new RemotingCommandException("Unknown tag " + message.getTags());
    };
  }

  private static long dueMillis(MessageExt message) throws RemotingCommandException {
    String text = message.getProperty(MessageConst.PROPERTY_TIMER_DELIVER_MS);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new RemotingCommandException("No time: TIMER_DELIVER_MS is " + text, e);
    }
  }
}
