package io.glassmq.client.impl.consumer;

import io.glassmq.common.message.MessageExt;
import java.util.List;

/**
 * The messages of one queue that are fetched but not finished: the window between what the broker
 * gave and what may be reported as consumed.
 *
 * <ul>
 *   <li>PQ-1: the offset to report is that of the oldest unfinished message; with none left it is
 *       the one behind the highest that was ever put in. So no finished message in front of an
 *       unfinished one is lost sight of, and a crash repeats messages but skips none.
 *   <li>PQ-2: the offset to report never falls.
 *   <li>PQ-3: a message put in twice counts once; one removed twice changes nothing.
 *   <li>PQ-4: count, bytes and span describe exactly the unfinished messages.
 * </ul>
 *
 * <p>Thread-safe: one thread puts, many remove. Port of lab 10. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.consumer.ProcessQueue}.
 */
public interface ProcessQueue {

  /** Nothing to report: the window was empty. */
  long NOTHING = -1;

  /** Takes in fetched messages, all of the same queue. */
  void putMessage(List<MessageExt> messages);

  /**
   * Takes out finished messages.
   *
   * @return the offset to report by PQ-1, or {@link #NOTHING} when the window was empty before
   */
  long removeMessage(List<MessageExt> messages);

  /** Unfinished messages. */
  int getMsgCount();

  /** Bytes of their bodies. */
  long getMsgSize();

  /** Highest minus lowest offset of the unfinished messages; 0 when there are none. */
  long getMaxSpan();
}
