package io.glassmq.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Finds the end of a log: the port of lab 06.
 *
 * <ul>
 *   <li>RC-1: the log ends at the first byte that no whole, consistent record covers: right magic,
 *       right length, the checksum that is asked for, a topic that can have a folder, and a
 *       physical offset that equals the position.
 *   <li>RC-2: a BLANK leads to the next file; without a next file the log ends at the BLANK.
 *   <li>RC-3: every record before the end is handed to the dispatcher once, in order; none behind
 *       it is.
 *   <li>RC-4: recovery reads the log and changes nothing in it.
 * </ul>
 *
 * <p>Runs on the thread that loads the store.
 */
public interface CommitLogRecovery {

  /**
   * @param segments the log from a record's start on, a piece a file, in order; not empty
   * @param check what a record must pass
   */
  Result recover(List<Segment> segments, RecordCheck check, CommitLogDispatcher dispatcher)
      throws IOException;

  /**
   * A file of the log, or its rest.
   *
   * @param startOffset place of the first byte in the log
   * @param bytes from 0 to limit
   */
  record Segment(long startOffset, ByteBuffer bytes) {}

  /**
   * @param endOffset where the next record goes
   * @param lastRecordOffset start of the last record seen, -1 if there was none
   * @param lastStoreTimestamp of that record, ms since 1970; 0 if there was none
   */
  record Result(long endOffset, long lastRecordOffset, long lastStoreTimestamp) {}
}
