package io.glassmq.store.logfile;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The growing end of a sequence of files: where the next byte goes, and how much fits there.
 *
 * <p>One thread at a time appends; its owner's lock says which.
 */
public interface LogTail {

  /** Size of each file in bytes. */
  int fileSize();

  /** Where the next byte goes. */
  long offset();

  /** Bytes left in the current file; 0 if there is none yet. */
  int room();

  /**
   * Appends the bytes between position and limit, which stay where they are. They must fit. All or
   * nothing: after a failure the sequence ends where it ended before.
   *
   * @throws IOException if the disk has no room
   */
  void append(ByteBuffer bytes) throws IOException;

  /**
   * Gives up what is left of the current file and goes on with the next one.
   *
   * @return false if that is not possible just now; the next call may succeed
   * @throws IOException if there can be no next file
   */
  boolean next() throws IOException;
}
