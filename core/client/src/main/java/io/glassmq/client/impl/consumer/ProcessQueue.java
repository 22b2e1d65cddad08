package io.glassmq.client.impl.consumer;

import io.glassmq.common.message.MessageExt;
import java.util.List;
import java.util.Optional;

/**
 * The messages of one queue that are fetched but not finished: the window between what the broker
 * gave and what may be reported as consumed.
 *
 * <p>A fetched message waits until it is finished. Who consumes in any order just removes it; who
 * consumes in order takes the oldest ones out and then commits them or puts them back:
 *
 * <pre>
 *               put                     remove
 *   fetched  ---------&gt;  waiting  -------------------&gt;  finished
 *                         |   ^
 *                    take |   | rollback,                  ^
 *                         v   | make consume again         |
 *                         taken  --------------------------+
 *                                       commit
 * </pre>
 *
 * <ul>
 *   <li>PQ-1: the offset to report is that of the oldest unfinished message, waiting or taken; with
 *       none left it is the one behind the highest that was ever put in. So no finished message in
 *       front of an unfinished one is lost sight of, and a crash repeats messages but skips none.
 *   <li>PQ-2: the offset to report never falls.
 *   <li>PQ-3: a message put in twice counts once; one removed twice changes nothing.
 *   <li>PQ-4: count, bytes and span describe exactly the unfinished messages.
 *   <li>PQ-5: messages are taken in the order of their offsets, and none twice unless it was put
 *       back in between.
 *   <li>PQ-6: committing finishes all that is taken, rolling back puts all of it back.
 *   <li>PQ-7: putting says "begin" once; it does so again only after taking has found nothing. So
 *       at most one thread takes, and no message is left without one that will.
 * </ul>
 *
 * <p>Thread-safe: one thread puts, many remove or one takes. Port of lab 10. Official counterpart:
 * {@code org.apache.rocketmq.client.impl.consumer.ProcessQueue}.
 */
public interface ProcessQueue {

  /** Nothing to report: the window was empty. */
  long NOTHING = -1;

  /**
   * Takes in fetched messages, all of the same queue.
   *
   * @return whether somebody has to begin to take them (PQ-7)
   */
  boolean putMessage(List<MessageExt> messages);

  /**
   * Takes out finished messages.
   *
   * @return the offset to report by PQ-1, or {@link #NOTHING} when the window was empty before
   */
  long removeMessage(List<MessageExt> messages);

  /** Takes the oldest waiting messages; none when none wait. */
  List<MessageExt> takeMessages(int atMost);

  /**
   * Finishes all that is taken.
   *
   * @return the offset to report by PQ-1, or {@link #NOTHING} when nothing was taken
   */
  long commit();

  /** Puts all that is taken back. */
  void rollback();

  /** Puts some of what is taken back. */
  void makeMessageToConsumeAgain(List<MessageExt> messages);

  /** Whether the message is unfinished. */
  boolean contains(MessageExt message);

  /** The oldest waiting message. */
  Optional<MessageExt> firstMessage();

  /** Unfinished messages. */
  int getMsgCount();

  /** Bytes of their bodies. */
  long getMsgSize();

  /** Highest minus lowest offset of the unfinished messages; 0 when there are none. */
  long getMaxSpan();

  /** What waits, for those who look in from outside. */
  Range waiting();

  /** What is taken, for those who look in from outside. */
  Range taken();

  /**
   * Some messages of a queue.
   *
   * @param minOffset of the first; 0 when there are none
   * @param maxOffset of the last; 0 when there are none
   */
  record Range(long minOffset, long maxOffset, int count) {
    static final Range EMPTY = new Range(0, 0, 0);
  }
}
