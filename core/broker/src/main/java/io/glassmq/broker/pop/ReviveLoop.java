package io.glassmq.broker.pop;

import java.util.List;

/**
 * The records of one revive queue that are not worked off yet: lets check points meet their
 * acknowledgements, and decides which messages have to come back. The port of lab 13.
 *
 * <p>It does nothing itself: it is fed with records, says which check points are due, and hears
 * what became of their messages.
 *
 * <ul>
 *   <li>RV-1: a check point is open from the moment it is read until each of its messages is
 *       acknowledged or settled. Nothing else closes it.
 *   <li>RV-2: {@code processedOffset} lies before each open check point and before each
 *       acknowledgement that an open check point has met, or that still waits for one. So whoever
 *       begins again behind it decides the same once more; nothing that is open gets lost.
 *   <li>RV-3: when nothing is open and nothing waits, it is the offset of the last record.
 *   <li>RV-4: a check point is due only when both clocks have passed its {@code reviveTime} by more
 *       than {@link #WAIT_FOR_ACKS_MILLIS}: that of the broker, and that of the timer. No message
 *       comes back early, and none whose acknowledgement may still be on its way.
 *   <li>RV-5: the timer's clock shows the time of the last timed record, whichever that was: a
 *       timer that begins again after a crash takes it back. It shows the time of {@code caughtUp}
 *       when that is later by more than {@link #SILENCE_MILLIS}.
 *   <li>RV-6: an acknowledgement counts for the check point of the same pop and the same revive
 *       time, whichever of the two is read first. It waits for it as long as that would wait for
 *       acknowledgements, no longer.
 *   <li>RV-7: a check point that is read while the same one is open counts once.
 *   <li>RV-8: what is due stays due until it is settled, and comes in the order of revive times; it
 *       shows which of its messages are done.
 * </ul>
 *
 * <p>Not thread-safe; one thread owns it.
 */
public interface ReviveLoop {
  /** So long after the messages are visible again their acknowledgements may be on their way. */
  long WAIT_FOR_ACKS_MILLIS = 2_000;

  /** After so much time without a record the timer had nothing to bring. */
  long SILENCE_MILLIS = 3_000;

  /** {@link #nextDeadlineMillis} when nothing waits. */
  long NO_DEADLINE = Long.MAX_VALUE;

  /** The next record of the queue. */
  void read(ReviveRecord record);

  /** All records are read that the timer had to bring until then. */
  void caughtUp(long untilMillis);

  /** Check points whose open messages have to come back now. */
  List<PopCheckPoint> due(long nowMillis, int max);

  /** A message came back, or is in another check point by now, or nobody wants it any more. */
  void settled(PopCheckPoint due, long offset);

  /** The last record that nobody has to read again; the next one is the first to read. */
  long processedOffset();

  /** When, without any further record, {@code due} will have something, ms since 1970. */
  long nextDeadlineMillis();

  /** How many check points are open. */
  int size();
}
