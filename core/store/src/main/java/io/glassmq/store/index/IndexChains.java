package io.glassmq.store.index;

import java.nio.ByteBuffer;
import java.util.function.LongPredicate;

/**
 * The hash chains of an index file: a port of lab 05. It files a record under a key, and finds the
 * records of a key again. The bytes are the caller's, laid out as {@link IndexLayout} says.
 *
 * <ul>
 *   <li>IX-1: entries are numbered from 1 and only appended; entry 0 is never used.
 *   <li>IX-2: an entry names the entry that was the newest of its slot before it, 0 if there was
 *       none.
 *   <li>IX-3: the slot names the new entry, and that is the last write: who reads without a lock
 *       finds an entry whole or not at all.
 *   <li>IX-4: the header says what the first and the last entry say, how many slots are used, and
 *       the number of the next entry.
 *   <li>IX-5: a look-up shows each entry of the key's hash whose second may lie in the time span,
 *       newest first, until the visitor has enough.
 *   <li>IX-6: a chain leads from an entry to an older one; whatever else it does is damage and ends
 *       it.
 *   <li>IX-7: older files are of no use when the visitor has enough, or when an entry or this whole
 *       file is from before the time span.
 * </ul>
 *
 * <p>Without state of its own. One thread files; any thread looks up, at any time.
 */
public interface IndexChains {

  /** Makes the chains of files with this layout. */
  @FunctionalInterface
  interface Factory {
    IndexChains create(IndexLayout layout);
  }

  /**
   * Files a record under a key.
   *
   * @param file the bytes of a whole index file
   * @param number of the new entry
   * @param keyHash see {@link IndexEntry#keyHash}
   * @param physicalOffset where the record starts in the log
   * @param storeTimestamp of the record, ms since 1970
   */
  void put(ByteBuffer file, int number, int keyHash, long physicalOffset, long storeTimestamp);

  /**
   * Shows the offsets of the records that were filed under this hash, newest first.
   *
   * @param file the bytes of a whole index file
   * @param begin of the time span, ms since 1970; its end is {@code end}, both belong to it
   * @param visitor says whether to go on
   * @return whether to go on in older files
   */
  boolean find(ByteBuffer file, int keyHash, long begin, long end, LongPredicate visitor);
}
