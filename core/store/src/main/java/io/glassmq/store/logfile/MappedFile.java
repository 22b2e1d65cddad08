package io.glassmq.store.logfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.annotations.Debug;

/**
 * One file of fixed size, mapped into memory. Its name is the offset of its first byte in the
 * sequence of files that it belongs to, as 20 digits.
 *
 * <p>One thread at a time appends (its owner's lock says which), any thread reads what was
 * appended. The mapping is counted: it ends when its owner and all readers have let go, so a reader
 * never touches a page that is gone.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.logfile.DefaultMappedFile}.
 */
@Debug.Renderer(text = "toString()")
public final class MappedFile {
  /** What the operating system reads and writes at a time. */
  public static final int PAGE_BYTES = 4096;

  /** At most so much is given to a file at a time: what a crash may leave unused. */
  private static final int MAX_RESERVE_BYTES = 256 << 10;

  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(MAX_RESERVE_BYTES);

  private final FileLayer layer;
  private final Path path;
  private final long startOffset;
  private final int size;
  private final FilePages pages;
  private final AtomicInteger references = new AtomicInteger(1);
  private final Runnable letGo = this::release;
  private volatile int wrotePosition;
  private volatile int flushedPosition;
  private int reservedPosition;

  private MappedFile(FileLayer layer, Path path, int size, FilePages pages) {
    this.layer = layer;
    this.path = path;
    this.startOffset = Long.parseLong(path.getFileName().toString());
    this.size = size;
    this.pages = pages;
  }

  /** Maps the file; a missing one is created full of zeros, which takes no disk space yet. */
  public static MappedFile open(FileLayer layer, Path path, int size) throws IOException {
    return new MappedFile(layer, path, size, layer.map(path, size));
  }

  public Path path() {
    return path;
  }

  /** Offset of the first byte. */
  public long startOffset() {
    return startOffset;
  }

  public int size() {
    return size;
  }

  /** Bytes appended so far: where the next byte goes. */
  public int wrotePosition() {
    return wrotePosition;
  }

  /** Offset of the byte that is written next. */
  public long endOffset() {
    return startOffset + wrotePosition;
  }

  /**
   * Appends the bytes between position and limit, which stay where they are. All or nothing: after
   * a failure the file ends where it ended before.
   *
   * @throws IOException if the disk has no room
   */
  public void append(ByteBuffer bytes) throws IOException {
    int length = bytes.remaining();
    int at = wrotePosition;
    if (length > size - at) {
      throw new IllegalStateException(
          length + " bytes do not fit behind " + at + " of " + size + " in " + path);
    }
    // region ch04 readable-last
    reserve(at + length);
    pages.put(at, bytes);
    wrotePosition = at + length;
    // endregion
  }

  /** The same by a system call, see {@link FilePages#write}. */
  void write(ByteBuffer bytes) throws IOException {
    int at = wrotePosition;
    int length = bytes.remaining();
    pages.write(at, bytes);
    wrotePosition = at + length;
  }

  /**
   * Sees to it that the file has its disk blocks up to {@code end}: see {@link FilePages#put}. It
   * is given some more, as much again as it has, so that a large file asks seldom and a small one
   * stays small.
   *
   * <p>The zeros go where nothing has been appended yet. A file system that copies on write may
   * still run out of room later.
   */
  private void reserve(int end) throws IOException {
    int from = Math.max(reservedPosition, wrotePosition);
    if (end > from) {
      int more = Math.min(Math.max(from, PAGE_BYTES), MAX_RESERVE_BYTES);
      int to = Math.max(end, from + more);
      writeZeros(from, Math.min(size, to + PAGE_BYTES - 1 & -PAGE_BYTES));
    }
  }

  private void writeZeros(int from, int to) throws IOException {
    for (int at = from; at < to; at += MAX_RESERVE_BYTES) {
      pages.write(at, ZEROS.slice(0, Math.min(MAX_RESERVE_BYTES, to - at)));
    }
    reservedPosition = to;
  }

  /** Gives the whole file its disk blocks now, before anything was appended. */
  public void warmUp() throws IOException {
    writeZeros(wrotePosition, size);
  }

  /** Gives up the rest of the file: the next byte goes to the next file. */
  public void fill() {
    wrotePosition = size;
  }

  /** Takes back what lies behind {@code position}, or counts as written what lies before it. */
  public void setPosition(int position) {
    wrotePosition = position;
    flushedPosition = Math.min(flushedPosition, position);
  }

  /** The file holds what an earlier process wrote, up to its last byte. */
  public void setLoaded(boolean flushed) {
    wrotePosition = size;
    flushedPosition = flushed ? size : 0;
  }

  /**
   * Ends the file at the position and fills the rest with zeros, so that nothing stale behind it
   * can ever pass for a record. Cutting and growing the file does this without writing the zeros.
   *
   * @return the file to use from now on; nobody may read this one any more
   */
  public MappedFile cutAt(int position) throws IOException {
    close();
    try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.truncate(position);
    }
    MappedFile cut = open(layer, path, size);
    cut.setPosition(position);
    cut.flushedPosition = Math.min(flushedPosition, position);
    return cut;
  }

  /** A piece of what was appended, or null if it is not there. The caller releases it. */
  public MappedSlice slice(int position, int length) {
    if (position < 0 || length < 0 || length > wrotePosition - position || !retain()) {
      return null;
    }
    return new MappedSlice(startOffset + position, pages.buffer().slice(position, length), letGo);
  }

  /** Everything appended from {@code position} on. */
  public MappedSlice slice(int position) {
    return slice(position, wrotePosition - position);
  }

  public int flushedPosition() {
    return flushedPosition;
  }

  /** Brings what was appended so far to the disk. Called by one thread at a time. */
  public void flush() throws IOException {
    int from = flushedPosition;
    int to = wrotePosition;
    if (to > from && retain()) {
      try {
        pages.force(from, to - from);
        flushedPosition = to;
      } finally {
        release();
      }
    }
  }

  /** Brings the whole file to the disk: for owners who write anywhere in it. */
  public void force() throws IOException {
    if (retain()) {
      try {
        pages.force(0, size);
      } finally {
        release();
      }
    }
  }

  /**
   * Sees to it that this part of the file has its disk blocks, whatever it holds: for owners who
   * write anywhere in it, through a slice of their own. Nobody else may write there meanwhile.
   *
   * @throws IOException if the disk has no room
   */
  public void reserve(int from, int to) throws IOException {
    var bytes = new byte[Math.min(to, size) - from];
    pages.buffer().get(from, bytes);
    pages.write(from, ByteBuffer.wrap(bytes));
  }

  private boolean retain() {
    int count = references.get();
    while (count > 0 && !references.compareAndSet(count, count + 1)) {
      count = references.get();
    }
    return count > 0;
  }

  private void release() {
    if (references.decrementAndGet() == 0) {
      pages.unmap();
    }
  }

  /** The owner lets go; the mapping ends with the last reader. Nothing may be appended later. */
  public void close() {
    release();
  }

  /** Closes and deletes the file. */
  public void destroy() throws IOException {
    close();
    Files.deleteIfExists(path);
  }

  @Override
  public String toString() {
    return path + " [" + wrotePosition + " of " + size + " bytes]";
  }
}
