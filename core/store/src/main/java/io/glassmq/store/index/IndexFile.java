package io.glassmq.store.index;

import static io.glassmq.store.index.IndexHeader.INDEX_COUNT_OFFSET;

import io.glassmq.store.logfile.FileLayer;
import io.glassmq.store.logfile.MappedFile;
import io.glassmq.store.logfile.MappedSlice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.LongPredicate;
import org.jetbrains.annotations.Debug;

/**
 * One file of the index: its bytes on the disk, from the first entry to the last. {@link
 * IndexChains} says what is written in them.
 *
 * <p>The dispatch thread puts, any thread looks up, without a lock: an entry is written before the
 * slot that leads to it, and neither it nor the older entries behind it change afterwards.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.index.IndexFile}.
 */
@Debug.Renderer(text = "toString()")
final class IndexFile {
  /** Entries follow each other, so their disk blocks can be asked for some at a time. */
  private static final int PAGES_AHEAD = 16;

  private final IndexLayout layout;
  private final IndexChains chains;
  private final MappedFile file;
  private final MappedSlice whole;
  private final ByteBuffer bytes;
  private final ReservedPages reserved;
  private int indexCount;
  private volatile boolean flushed;

  private IndexFile(IndexLayout layout, IndexChains chains, MappedFile file) {
    this.layout = layout;
    this.chains = chains;
    this.file = file;
    file.fill();
    this.whole = file.slice(0);
    this.bytes = whole.buffer();
    this.reserved = new ReservedPages(file);
    readCount();
  }

  /** Maps a file that is there. */
  static IndexFile open(FileLayer layer, Path path, IndexLayout layout, IndexChains chains)
      throws IOException {
    return new IndexFile(layout, chains, MappedFile.open(layer, path, layout.fileSize()));
  }

  /**
   * Cuts off what cannot be believed, and records that start at {@code physicalEnd} or behind it.
   * Only while nobody else uses the file; the answer is the file to use from now on.
   */
  IndexFile repair(long physicalEnd) throws IOException {
    int end = new IndexRepair(layout, bytes, physicalEnd).repair();
    whole.release();
    return new IndexFile(layout, chains, file.cutAt(layout.entryAt(end)));
  }

  /** Makes a file; it takes disk space only where it is written. */
  static IndexFile create(
      FileLayer layer, Path path, IndexLayout layout, IndexChains chains, IndexHeader header)
      throws IOException {
    IndexFile made = open(layer, path, layout, chains);
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
    chains.put(bytes, indexCount, hash, physicalOffset, storeTimestamp);
    indexCount++;
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
      return chains.find(held.buffer(), keyHash, begin, end, visitor);
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
