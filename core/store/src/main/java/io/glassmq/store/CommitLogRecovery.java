package io.glassmq.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Predicate;

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
 *   <li>RC-5: after a crash it starts at the newest file whose first record is one of which it is
 *       known that everything before it is safe; at the oldest file if there is none.
 * </ul>
 *
 * <p>Runs on the thread that loads the store.
 */
public interface CommitLogRecovery {

  /**
   * Where to begin after a crash (RC-5).
   *
   * @param files all files of the log, in order; not empty
   * @param isSafe whether all records before this one are filed, and that is on the disk
   * @return the start of one of the files
   */
  long start(List<Segment> files, Predicate<DispatchRequest> isSafe);

  /**
   * Walks from record to record up to the end of the log (RC-1 to RC-4).
   *
   * @param segments the log from a record's start on, a piece a file, in order; not empty
   * @param check what a record must pass
   * @throws IOException if the dispatcher does
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
  record Result(long endOffset, long lastRecordOffset, long lastStoreTimestamp) {

    /** Nothing seen yet; the log would end where it starts. */
    public static Result startingAt(long offset) {
      return new Result(offset, -1, 0);
    }

    /** The log goes on behind this record. */
    public Result behind(DispatchRequest record) {
      return new Result(record.physicalEnd(), record.physicalOffset(), record.storeTimestamp());
    }

    /** The same records were seen, but the log goes on here. */
    public Result goingOnAt(long offset) {
      return new Result(offset, lastRecordOffset, lastStoreTimestamp);
    }
  }
}
