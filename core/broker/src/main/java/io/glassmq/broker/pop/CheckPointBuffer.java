package io.glassmq.broker.pop;

import io.glassmq.broker.offset.PopQueue;
import java.util.List;

/**
 * What was handed out a moment ago: keeps the order of each queue, so that its offset moves only
 * over what is safe, and lets check points meet their acknowledgements before either of them costs
 * a write. The port of lab 12.
 *
 * <p>It does nothing itself: it says what has to be done, and hears what became of it.
 *
 * <ul>
 *   <li>CB-1: a check point is <em>finished</em> when its record is stored or all of its messages
 *       are acknowledged. The offset of a queue moves only over finished ones, in the order in
 *       which they were added, and over each of them once.
 *   <li>CB-2: a check point that is {@link Place#HELD} and acknowledged as a whole before its
 *       deadline is never stored.
 *   <li>CB-3: what was accepted is not forgotten: a held check point ends acknowledged as a whole,
 *       or in {@link #due}, with all acknowledgements that it met. Only {@link #clear} drops it.
 *   <li>CB-4: it is due when the pop was {@code stayMillis} ago, or when only {@code
 *       stayTimeOutMillis} are left until its messages come back, whatever is first; once, unless
 *       the store refused it.
 *   <li>CB-5: an acknowledgement is taken only while its check point is held and not nearer to its
 *       deadline than {@link #MARGIN_MILLIS}. What is not taken belongs into the log.
 *   <li>CB-6: nothing is held unless merging is on, there is time enough for an acknowledgement,
 *       and the limits of number are kept. What is not held has to be stored before its messages
 *       are handed out.
 *   <li>CB-7: a check point whose messages were not handed out, for the store refused it, leaves no
 *       trace if it is the last of its queue: the next pop gets the same messages.
 *   <li>CB-8: {@code latestOffset} is where the last check point of the queue ends, as long as the
 *       offset has not moved over it.
 *   <li>CB-9: there is at most one open check point of one pop of one queue.
 * </ul>
 *
 * <p>Not thread-safe: who owns it has one lock for it. Who adds to a queue keeps other pops out of
 * it from before the look at {@code latestOffset} until the answer is there.
 */
public interface CheckPointBuffer {
  /** {@link #latestOffset} of a queue in which nothing is open. */
  long NO_OFFSET = -1;

  /** {@link #nextDeadlineMillis} when nothing is due at any time. */
  long NO_DEADLINE = Long.MAX_VALUE;

  /** So long before the deadline a check point takes no acknowledgements any more. */
  long MARGIN_MILLIS = 1_500;

  /** Where a new check point is. */
  enum Place {
    /** In memory only. Its messages may be handed out. */
    HELD,
    /** On its way into the log. Its messages must wait for {@link #stored}. */
    TO_STORE,
    /** Nowhere, for there is one already. Its messages must not be handed out. */
    REFUSED
  }

  /**
   * A check point that has to be stored; {@code ackedBits} say what it has met.
   *
   * @param reviveQueueId where it belongs
   */
  record Eviction(PopCheckPoint checkPoint, int reviveQueueId) {}

  /** The group's offset in the queue has to become this. */
  record Commit(PopQueue queue, long offset) {}

  /**
   * Messages are about to be handed out.
   *
   * @param nextOffset behind the last message that the pop has looked at
   */
  Place add(PopCheckPoint checkPoint, int reviveQueueId, long nextOffset, long nowMillis);

  /** A pop has looked at messages up to {@code nextOffset}, and handed none out. */
  void addMock(PopQueue queue, long nextOffset);

  /**
   * Messages are done. Offsets that the check point does not have count for nothing.
   *
   * @return false if the acknowledgement belongs into the log
   */
  boolean ack(PopAck ack, long nowMillis);

  /** What has to be stored now. Of each there must be a report. */
  List<Eviction> due(long nowMillis);

  /** The same of all that is held. From now on nothing is held any more. */
  List<Eviction> drain();

  /** All that is held, as {@link #due} would have it; for people who want to look. */
  List<Eviction> held();

  /** The report: the record of this check point is safe. */
  void stored(MergeKey pop);

  /** The report: the store refused it. What has been handed out is due again after a while. */
  void notStored(MergeKey pop, long nowMillis);

  /** Which offsets have to move since the last call, in this order. */
  List<Commit> takeCommits();

  long latestOffset(PopQueue queue);

  /** Drops all of a queue: its group was sent elsewhere, or is gone. */
  void clear(PopQueue queue);

  /** When to ask for {@link #due}, ms since 1970. */
  long nextDeadlineMillis();

  /** How many check points are neither stored nor acknowledged as a whole. */
  int size();
}
