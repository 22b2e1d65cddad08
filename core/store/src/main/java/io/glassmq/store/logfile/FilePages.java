package io.glassmq.store.logfile;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A mapped file as {@link FileLayer} gives it out: two ways to write, one to read, one to make it
 * last.
 *
 * <p>Whoever writes says which thread that is; reading and forcing may go on meanwhile.
 */
public interface FilePages {

  /** The whole file; what was written by either way shows. */
  ByteBuffer buffer();

  /**
   * Copies the bytes between position and limit into the mapped memory: the fast way, without a
   * system call. Only where {@link #write} has been: for a page without a block on the disk the
   * operating system has to find one in the middle of the copy, and has no way to say that there is
   * none. (It sends a signal. The JVM turns that into an {@code InternalError}, but only at some
   * later point of the program, on Java 17 and 25 alike; the sender may have its answer by then.)
   */
  void put(int at, ByteBuffer bytes);

  /**
   * Writes the bytes between position and limit by a system call, the way that reports a full disk.
   * Moves the position of {@code bytes}.
   */
  void write(int at, ByteBuffer bytes) throws IOException;

  /** Brings a range to the disk; returns when it is there. */
  void force(int at, int length) throws IOException;

  /** Ends the mapping. Nobody may touch the buffer or a slice of it afterwards. */
  void unmap();
}
