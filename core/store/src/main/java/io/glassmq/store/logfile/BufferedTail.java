package io.glassmq.store.logfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A tail that keeps what is appended in memory, outside of the heap, until {@link #commit} hands it
 * to the files. Appending then touches no page of a file, so that a sender never waits for the
 * operating system; the price is that nobody sees a record before it is committed, and that a crash
 * of the process loses what is not. What is lost is a suffix.
 *
 * <pre>
 *    files (MappedFileQueue)          |  parts, one buffer each
 *    [ file ][ file ][ file, committed | appended ][ appended      ]
 *                                     |  first              current
 * </pre>
 *
 * <p>A part covers one file of the log, byte by byte. It is committed by a system call, not through
 * the mapping: a full disk is an error there, and what could not be written stays in the part for
 * the next try.
 *
 * <p>Appending is guarded by the owner's lock, committing by the object's.
 */
public final class BufferedTail implements LogTail {

  /**
   * What was appended for one file. The appending thread moves the end, the committing one reads.
   */
  private static final class Part {
    private final long startOffset;
    private final ByteBuffer bytes;
    private volatile int end;
    private volatile boolean sealed;

    private Part(long startOffset, ByteBuffer bytes, int end) {
      this.startOffset = startOffset;
      this.bytes = bytes;
      this.end = end;
    }
  }

  private final MappedFileQueue files;
  private final TransientStorePool pool;
  private final boolean failFast;
  private final Runnable committed;
  private final Queue<Part> parts = new ConcurrentLinkedQueue<>();
  private volatile Part current;

  /**
   * @param failFast if no buffer is free, refuse; otherwise the sender commits and waits for that
   * @param committed called when the files have grown
   */
  public BufferedTail(
      MappedFileQueue files, TransientStorePool pool, boolean failFast, Runnable committed) {
    this.files = files;
    this.pool = pool;
    this.failFast = failFast;
    this.committed = committed;
  }

  /** Goes on where the files end; called once, before the first append. */
  public void start() {
    MappedFile last = files.last();
    if (last != null && last.wrotePosition() < last.size()) {
      begin(new Part(last.startOffset(), pool.borrow(), last.wrotePosition()));
    }
  }

  private void begin(Part part) {
    parts.add(part);
    current = part;
  }

  @Override
  public int fileSize() {
    return files.fileSize();
  }

  @Override
  public long offset() {
    Part part = current;
    return part == null
        ? files.maxOffset()
        : part.startOffset + (part.sealed ? fileSize() : part.end);
  }

  @Override
  public int room() {
    Part part = current;
    return part == null || part.sealed ? 0 : fileSize() - part.end;
  }

  @Override
  public void append(ByteBuffer bytes) {
    Part part = current;
    int end = part.end;
    part.bytes.put(end, bytes, bytes.position(), bytes.remaining());
    part.end = end + bytes.remaining();
  }

  @Override
  public boolean next() throws IOException {
    if (current != null) {
      current.sealed = true;
    }
    ByteBuffer buffer = pool.borrow();
    if (buffer == null && !failFast) {
      commit(0);
      buffer = pool.borrow();
    }
    if (buffer == null) {
      return false;
    }
    begin(new Part(offset(), buffer, 0));
    return true;
  }

  /**
   * Hands what was appended to the files, unless fewer than {@code leastPages} pages wait; 0 for
   * all.
   *
   * @return whether the files have all that was appended before this call
   */
  public synchronized boolean commit(int leastPages) throws IOException {
    long to = offset();
    long pages = to / MappedFile.PAGE_BYTES - files.maxOffset() / MappedFile.PAGE_BYTES;
    if (pages >= leastPages) {
      Part part = parts.peek();
      while (part != null && commit(part)) {
        parts.remove();
        pool.giveBack(part.bytes);
        part = parts.peek();
      }
      committed.run();
    }
    return files.maxOffset() >= to;
  }

  /** True if the part is done with: nothing will be appended to it. */
  private boolean commit(Part part) throws IOException {
    boolean sealed = part.sealed; // before the end, which then is the last word
    int end = part.end;
    if (end > 0) {
      MappedFile file = files.last();
      if (file == null || file.startOffset() != part.startOffset) {
        file = files.startAt(part.startOffset);
      }
      int from = file.wrotePosition();
      if (end > from) {
        file.write(part.bytes.slice(from, end - from));
      }
      if (sealed) {
        file.fill();
      }
    }
    return sealed;
  }
}
