package io.glassmq.store.queue;

import io.glassmq.store.logfile.MappedFile;
import io.glassmq.store.logfile.MappedFileQueue;
import io.glassmq.store.logfile.MappedSlice;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The extension of one consume queue, in {@code consumequeue_ext/TOPIC/ID/}. The queue's unit has
 * in the place of its tags code the address of a unit in here. An address is the offset with the
 * sign bit set: so far below zero that no hash of a tag can be.
 *
 * <p>Threads: those of its {@link ExtendedConsumeQueue}, which also knows how far it reaches.
 * Official counterpart: {@code org.apache.rocketmq.store.ConsumeQueueExt}.
 */
public final class ConsumeQueueExt {
  /** Stays free at the end of a file, for the mark that says so. */
  private static final int END_BYTES = 4;

  private final MappedFileQueue files;
  private final ByteBuffer endOfFile =
      ByteBuffer.allocate(2).putShort(0, ConsumeQueueExtUnit.END_OF_FILE);

  ConsumeQueueExt(MappedFileQueue files) {
    this.files = files;
  }

  /** Whether it is an address in the place of a tags code. */
  public static boolean isAddress(long tagsCode) {
    return tagsCode < Integer.MIN_VALUE;
  }

  MappedFileQueue files() {
    return files;
  }

  /** Appends a unit and returns its address. */
  long put(ConsumeQueueExtUnit unit) throws IOException {
    MappedFile file = files.last();
    if (file != null && unit.size() > file.size() - file.wrotePosition() - END_BYTES) {
      if (file.size() - file.wrotePosition() >= endOfFile.capacity()) {
        file.append(endOfFile.clear());
      }
      file.fill();
      file = null;
    }
    if (file == null) {
      file = files.roll();
    }
    long offset = file.endOffset();
    file.append(unit.toBytes());
    return offset | Long.MIN_VALUE;
  }

  /** The unit at an address, or null. */
  ConsumeQueueExtUnit get(long address) {
    MappedSlice slice = files.sliceToFileEnd(offset(address));
    if (slice == null) {
      return null;
    }
    try {
      return ConsumeQueueExtUnit.read(slice.buffer());
    } finally {
      slice.release();
    }
  }

  /** Where an address leads, in bytes from the start of the extension. */
  public static long offset(long address) {
    return address & Long.MAX_VALUE;
  }

  /** Makes the unit at an address the last one. */
  void endBehind(long address, boolean wipe) throws IOException {
    ConsumeQueueExtUnit last = get(address);
    files.truncateTo(offset(address) + (last == null ? 0 : last.size()), wipe);
  }

  /** Deletes the files before that with this address. */
  void deleteBefore(long address) throws IOException {
    while (files.minOffset() + files.fileSize() <= offset(address) && files.deleteFirst()) {
      // one file at a time
    }
  }
}
