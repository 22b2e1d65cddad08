package io.glassmq.broker.longpolling;

import java.util.List;

/**
 * The table of waiting pulls: who wants to hear of which queue, and until when. It only keeps and
 * finds; whoever takes pulls out of it runs their answers.
 *
 * <ul>
 *   <li>WP-1: a parked pull stays until {@code wake}, {@code expire} or {@code drop} takes it out;
 *       it is taken out once.
 *   <li>WP-2: {@code wake} takes out those pulls of exactly this queue whose offset is below {@code
 *       maxOffset} and that want the tag, in the order in which they were parked.
 *   <li>WP-3: {@code expire} takes out those pulls whose deadline is {@code nowMillis} or earlier,
 *       earliest first.
 *   <li>WP-4: {@code drop} takes out all pulls of an owner.
 *   <li>WP-5: {@code nextDeadlineMillis} is the earliest deadline in the table.
 *   <li>WP-6: all methods may be called by any thread at any time; none waits for another's answer.
 * </ul>
 */
public interface WaitingPulls {

  /** {@link #nextDeadlineMillis()} of an empty table. */
  long NO_DEADLINE = Long.MAX_VALUE;

  void park(WaitingPull pull);

  /**
   * Something new may be read.
   *
   * @param maxOffset of the queue, after the new message
   * @param tagsCode hash of the new message's tag; null when not known, then everybody wants it
   * @return the pulls to answer now; often none
   */
  List<WaitingPull> wake(String topic, int queueId, long maxOffset, Long tagsCode);

  List<WaitingPull> expire(long nowMillis);

  void drop(Object owner);

  long nextDeadlineMillis();
}
