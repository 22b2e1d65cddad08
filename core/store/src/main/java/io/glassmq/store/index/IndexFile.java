package io.glassmq.store.index;

import static io.glassmq.store.index.IndexHeader.BEGIN_PHY_OFFSET_OFFSET;
import static io.glassmq.store.index.IndexHeader.BEGIN_TIMESTAMP_OFFSET;
import static io.glassmq.store.index.IndexHeader.END_PHY_OFFSET_OFFSET;
import static io.glassmq.store.index.IndexHeader.END_TIMESTAMP_OFFSET;
import static io.glassmq.store.index.IndexHeader.HASH_SLOT_COUNT_OFFSET;
import static io.glassmq.store.index.IndexHeader.INDEX_COUNT_OFFSET;

import io.glassmq.store.logfile.FileLayer;
import io.glassmq.store.logfile.MappedFile;
import io.glassmq.store.logfile.MappedSlice;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.function.LongPredicate;
import org.jetbrains.annotations.Debug;

/**
 * One file of the index: finds records by key, or by any string under which they were put.
 *
 * <p>The dispatch thread puts, any thread looks up, without a lock: an entry is written before the
 * slot that leads to it, and neither it nor the older entries behind it change afterwards.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.index.IndexFile}.
 */
@Debug.Renderer(text = "toString()")
final class IndexFile {
  /** An entry knows its time to the second, rounded down. */
  private static final int ROUNDED_OFF_MILLIS = 999;

  /** Entries follow each other, so their disk blocks can be asked for some at a time. */
  private static final int PAGES_AHEAD = 16;

  private static final VarHandle SLOT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final IndexLayout layout;
  private final MappedFile file;
  private final MappedSlice whole;
  private final ByteBuffer bytes;
  private final ReservedPages reserved;
  private int indexCount;
  private volatile boolean flushed;

  private IndexFile(IndexLayout layout, MappedFile file) {
    this.layout = layout;
    this.file = file;
    file.fill();
    this.whole = file.slice(0);
    this.bytes = whole.buffer();
    this.reserved = new ReservedPages(file);
    readCount();
  }

  /** Maps a file that is there. */
  static IndexFile open(FileLayer layer, Path path, IndexLayout layout) throws IOException {
    return new IndexFile(layout, MappedFile.open(layer, path, layout.fileSize()));
  }

  /**
   * Cuts off what cannot be believed, and records that start at {@code physicalEnd} or behind it.
   * Only while nobody else uses the file; the answer is the file to use from now on.
   */
  IndexFile repair(long physicalEnd) throws IOException {
    int end = new IndexRepair(layout, bytes, physicalEnd).repair();
    whole.release();
    return new IndexFile(layout, file.cutAt(layout.entryAt(end)));
  }

  /** Makes a file; it takes disk space only where it is written. */
  static IndexFile create(FileLayer layer, Path path, IndexLayout layout, IndexHeader header)
      throws IOException {
    IndexFile made = open(layer, path, layout);
    try {
      made.reserved.ensure(0, IndexHeader.LENGTH, 1);
    } catch (IOException e) {
      made.destroy();
      throw e;
    }
    header.write(made.bytes);
    made.readCount();
    return made;
  }

  private void readCount() {
    indexCount = Math.min(layout.entries(), Math.max(1, bytes.getInt(INDEX_COUNT_OFFSET)));
  }

  Path path() {
    return file.path();
  }

  IndexHeader header() {
    return IndexHeader.read(bytes);
  }

  boolean isEmpty() {
    return indexCount == 1;
  }

  boolean isFull() {
    return indexCount >= layout.entries();
  }

  /** Whether the header says what the last entry says, and nothing is written behind that. */
  boolean isPlausible() {
    IndexHeader header = header();
    boolean agrees =
        isEmpty()
            ? header.indexCount() <= 1
            : header.indexCount() == indexCount
                && header.endPhyOffset() == entry(indexCount - 1).physicalOffset();
    return agrees && (isFull() || entry(indexCount).isBlank());
  }

  private IndexEntry entry(int number) {
    return IndexEntry.read(bytes, layout.entryAt(number));
  }

  /**
   * Files a record under a key, all or nothing. Only while the file is not full.
   *
   * @throws IOException if the disk has no room
   */
  void put(String key, long physicalOffset, long storeTimestamp) throws IOException {
    int hash = IndexEntry.keyHash(key);
    int slotAt = layout.slotAt(hash);
    int entryAt = layout.entryAt(indexCount);
    reserved.ensure(0, IndexHeader.LENGTH, 1);
    reserved.ensure(slotAt, IndexLayout.SLOT_LENGTH, 1);
    reserved.ensure(entryAt, IndexEntry.LENGTH, PAGES_AHEAD);
    if (isEmpty()) {
      bytes.putLong(BEGIN_TIMESTAMP_OFFSET, storeTimestamp);
      bytes.putLong(BEGIN_PHY_OFFSET_OFFSET, physicalOffset);
      bytes.putInt(HASH_SLOT_COUNT_OFFSET, 0);
    }
    int newest = bytes.getInt(slotAt);
    int previous = newest > 0 && newest < indexCount ? newest : 0;
    int number = indexCount++;
    new IndexEntry(hash, physicalOffset, seconds(storeTimestamp), previous).write(bytes, entryAt);
    bytes.putLong(END_TIMESTAMP_OFFSET, storeTimestamp);
    bytes.putLong(END_PHY_OFFSET_OFFSET, physicalOffset);
    if (previous == 0) {
      bytes.putInt(HASH_SLOT_COUNT_OFFSET, bytes.getInt(HASH_SLOT_COUNT_OFFSET) + 1);
    }
    bytes.putInt(INDEX_COUNT_OFFSET, indexCount);
    SLOT.setRelease(bytes, slotAt, number);
  }

  private int seconds(long storeTimestamp) {
    long seconds = (storeTimestamp - bytes.getLong(BEGIN_TIMESTAMP_OFFSET)) / 1000;
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, seconds));
  }

  /**
   * Shows the offsets of the records that were put under a key, or under one with the same hash,
   * newest first. Times are known to the second; what may lie between {@code begin} and {@code end}
   * is shown.
   *
   * @param visitor says whether to go on
   * @return whether to go on in older files
   */
  boolean find(int keyHash, long begin, long end, LongPredicate visitor) {
    MappedSlice held = file.slice(0);
    if (held == null) {
      return false; // expired just now, and so has all that is older
    }
    try {
      ByteBuffer in = held.buffer();
      int number = (int) SLOT.getAcquire(in, layout.slotAt(keyHash));
      IndexHeader header = IndexHeader.read(in);
      boolean goOn = header.endTimestamp() >= begin;
      int newer = layout.entries();
      // A chain leads from newer entries to older ones; whatever else it does is damage.
      while (goOn && header.beginTimestamp() <= end && number > 0 && number < newer) {
        IndexEntry entry = IndexEntry.read(in, layout.entryAt(number));
        long time = header.beginTimestamp() + entry.seconds() * 1000L;
        goOn = time + ROUNDED_OFF_MILLIS >= begin;
        if (goOn && entry.keyHash() == keyHash && time <= end) {
          goOn = visitor.test(entry.physicalOffset());
        }
        newer = number;
        number = entry.previous();
      }
      return goOn && header.beginTimestamp() >= begin;
    } finally {
      held.release();
    }
  }

  boolean isFlushed() {
    return flushed;
  }

  /** All of it is on the disk, and stays as it is. */
  void setFlushed() {
    flushed = true;
  }

  void flush() throws IOException {
    file.force();
  }

  void close() {
    whole.release();
    file.close();
  }

  void destroy() throws IOException {
    whole.release();
    file.destroy();
  }

  @Override
  public String toString() {
    return file.path() + " [" + (indexCount - 1) + " entries]";
  }
}
