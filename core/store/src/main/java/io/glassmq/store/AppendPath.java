package io.glassmq.store;

import io.glassmq.common.Clock;
import io.glassmq.store.logfile.LogTail;
import io.glassmq.store.queue.QueueOffsetTable;

/**
 * The way of a message into the log: the port of lab 04.
 *
 * <ul>
 *   <li>CL-1: a record's physical offset equals its position in the log.
 *   <li>CL-2: the queue offsets of a queue rise by one from record to record, in log order.
 *   <li>CL-3: store timestamps never fall along the log.
 *   <li>CL-4: a record never straddles two files. A file's last record is followed by room for a
 *       BLANK: if record + 8 bytes do not fit, a BLANK with the length of the rest is written and
 *       the record starts the next file.
 *   <li>CL-5: the records of a batch lie back to back in one file, with consecutive queue offsets;
 *       all of them or none.
 *   <li>CL-6: a refused or failed append leaves nothing readable behind and uses up no queue
 *       offset.
 *   <li>CL-7: what can never fit is refused: a body over the limit, properties over 32,767 bytes, a
 *       record or batch that with a BLANK is larger than a file.
 * </ul>
 *
 * <p>Thread-safe.
 */
public interface AppendPath {

  /**
   * Appends one message, or all entries of a {@link MessageExtBatch}.
   *
   * @return never null and never thrown: errors are a {@link PutMessageStatus}
   */
  PutMessageResult append(MessageExtBrokerInner message);

  /** Since when the lock has been held, ms since 1970; 0 if nobody holds it. */
  long lockedSinceMillis();

  /** Store time of the newest record, ms since 1970; 0 if there is none. */
  long lastStoreTimestamp();

  /** Lets a running append end; from now on every append is refused. */
  void close();

  /** Makes an append path over the store's files. */
  @FunctionalInterface
  interface Factory {
    /**
     * @param tail of the log, positioned behind its last record
     * @param offsets the next offset of each queue
     * @param lastStoreTimestamp of the newest record that is there already, ms; 0 if unknown
     */
    AppendPath create(
        LogTail tail,
        QueueOffsetTable offsets,
        StoreConfig config,
        Clock clock,
        long lastStoreTimestamp);
  }
}
