package io.glassmq.store.logfile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
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

  private final Path path;
  private final long startOffset;
  private final int size;
  private final MappedByteBuffer buffer;
  private final Runnable unmap;
  private final AtomicInteger references = new AtomicInteger(1);
  private final Runnable letGo = this::release;
  private volatile int wrotePosition;
  private volatile int flushedPosition;

  private MappedFile(Path path, int size, FileMapping mapping) {
    this.path = path;
    this.startOffset = Long.parseLong(path.getFileName().toString());
    this.size = size;
    this.buffer = mapping.buffer();
    this.unmap = mapping.unmap();
  }

  /** Maps the file; a missing one is created full of zeros, which takes no disk space yet. */
  public static MappedFile open(Path path, int size) throws IOException {
    try (var channel =
        FileChannel.open(
            path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
      return new MappedFile(path, size, FileMapping.of(channel, size));
    }
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

  /** Appends the bytes between position and limit, which stay where they are. */
  public void append(ByteBuffer bytes) {
    int length = bytes.remaining();
    int at = wrotePosition;
    if (length > size - at) {
      throw new IllegalStateException(
          length + " bytes do not fit behind " + at + " of " + size + " in " + path);
    }
    buffer.put(at, bytes, bytes.position(), length);
    wrotePosition = at + length;
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
  public void setLoaded() {
    wrotePosition = size;
    flushedPosition = size;
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
    MappedFile cut = open(path, size);
    cut.setPosition(position);
    cut.flushedPosition = position;
    return cut;
  }

  /** A piece of what was appended, or null if it is not there. The caller releases it. */
  public MappedSlice slice(int position, int length) {
    if (position < 0 || length < 0 || length > wrotePosition - position || !retain()) {
      return null;
    }
    return new MappedSlice(startOffset + position, buffer.slice(position, length), letGo);
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
        buffer.force(from, to - from);
        flushedPosition = to;
      } catch (UncheckedIOException e) {
        throw e.getCause();
      } finally {
        release();
      }
    }
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
      unmap.run();
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
