package io.glassmq.store.queue;

import io.glassmq.common.message.MessageRecord;
import io.glassmq.store.DispatchRequest;
import io.glassmq.store.logfile.MappedFile;
import io.glassmq.store.logfile.MappedFileQueue;
import io.glassmq.store.logfile.MappedSlice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import org.jetbrains.annotations.Debug;

/**
 * The messages of one queue, as units of equal length in the order of the log. What a unit says,
 * and how a message's offset leads to its unit, is up to the kind of queue.
 *
 * <p>Two numbers, not to be mixed up: an <em>offset</em> counts messages and is what consumers
 * know; an <em>index</em> counts units and is where a unit lies. Only in a {@link ConsumeQueue}
 * they are the same.
 *
 * <p>Written by the dispatch thread alone (while loading: by the loading thread), read by any; the
 * object's lock keeps its files while a unit is written. All of it can be rebuilt from the log.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.queue.ConsumeQueueInterface}.
 */
@Debug.Renderer(text = "toString()")
public abstract sealed class UnitQueue permits ConsumeQueue, BatchConsumeQueue {
  private final String topic;
  private final int queueId;
  private final MappedFileQueue files;
  private final int unitLength;
  private final ByteBuffer unitBytes;
  private volatile long minIndex;
  private long physicalEnd = -1;
  private boolean closed;

  UnitQueue(String topic, int queueId, MappedFileQueue files, int unitLength) {
    this.topic = topic;
    this.queueId = queueId;
    this.files = files;
    this.unitLength = unitLength;
    this.unitBytes = ByteBuffer.allocate(unitLength);
  }

  // ---- what the kind of queue decides

  /** What the unit that starts at byte {@code at} says. */
  abstract CqUnit read(ByteBuffer in, int at, long index);

  /** Adds the unit of a record that is not there yet. */
  abstract void add(DispatchRequest record, long tagsCode) throws IOException;

  /** The index of the unit of message {@code offset}, or of the first one behind it. */
  abstract long indexOf(long offset);

  /** The offset of the oldest message. */
  public abstract long minOffset();

  /** The offset that the next message gets. */
  public abstract long maxOffset();

  /**
   * The tags code that a unit stands for: hash of the message's tag, 0 if it has none. {@link
   * #isKnown} says whether it could be found.
   */
  public long tagsCode(CqUnit unit) {
    return unit.tagsCode();
  }

  // ---- the same for all

  /** Whether this is a tags code, not an address that leads nowhere. */
  public static boolean isKnown(long tagsCode) {
    return !ConsumeQueueExt.isAddress(tagsCode);
  }

  public final String topic() {
    return topic;
  }

  public final int queueId() {
    return queueId;
  }

  public final MappedFileQueue files() {
    return files;
  }

  /** The first byte of the log that no unit of this queue covers yet; -1 for an empty queue. */
  public final long physicalEnd() {
    return physicalEnd;
  }

  /** The index of the oldest unit whose record is still in the log. */
  public final long minIndex() {
    return minIndex;
  }

  /** The index that the next unit gets. */
  public final long maxIndex() {
    return files.maxOffset() / unitLength;
  }

  /** Whether the record belongs behind units that are not there. */
  public final boolean lacksUnitsBefore(DispatchRequest record) {
    return record.physicalEnd() > physicalEnd && record.queueOffset() > maxOffset();
  }

  /**
   * Whether the topic was deleted and began anew at offset 0 before this record: only then does an
   * offset come again further on in the log. What the queue holds is of the deleted topic.
   */
  public final boolean isOlderThanTopicOf(DispatchRequest record) {
    return record.physicalOffset() >= physicalEnd
        && physicalEnd >= 0
        && record.queueOffset() < maxOffset();
  }

  /** Adds the unit of a record, unless the queue has it already. */
  public final synchronized void put(DispatchRequest record, long tagsCode) throws IOException {
    if (closed || record.physicalEnd() <= physicalEnd || record.queueOffset() < maxOffset()) {
      return;
    }
    add(record, tagsCode);
    physicalEnd = record.physicalEnd();
  }

  /** Where {@link #add} writes a unit before it appends it. */
  final ByteBuffer unitBytes() {
    return unitBytes;
  }

  final void appendUnit() throws IOException {
    MappedFile file = files.last();
    if (file == null || file.wrotePosition() == file.size()) {
      file = files.roll();
    }
    file.append(unitBytes.clear());
  }

  /** The queue begins inside a file, with the unit of this index. */
  final void startAt(long index) throws IOException {
    long start = index * unitLength;
    files.startAt(start - start % files.fileSize());
    minIndex = index;
  }

  /** The unit of this index, or null. */
  public final CqUnit unit(long index) {
    if (index < 0 || index >= maxIndex()) {
      return null;
    }
    MappedSlice slice = files.slice(index * unitLength, unitLength);
    if (slice == null) {
      return null;
    }
    try {
      return read(slice.buffer(), 0, index);
    } finally {
      slice.release();
    }
  }

  /** The unit of message {@code offset}, or null. */
  public final CqUnit get(long offset) {
    CqUnit unit = offset < 0 ? null : unit(indexOf(offset));
    return unit == null || offset < unit.queueOffset() || offset >= unit.nextOffset() ? null : unit;
  }

  /** What the queue says about message {@code offset}, and where. */
  public final Optional<ConsumeQueueEntry> entry(long offset, Path root) {
    CqUnit unit = get(offset);
    return unit == null || unit.isBlank()
        ? Optional.empty()
        : files
            .position(indexOf(offset) * unitLength, root)
            .map(
                at ->
                    new ConsumeQueueEntry(
                        at.fileName(),
                        at.position(),
                        unit.physicalOffset(),
                        unit.size(),
                        unit.tagsCode()));
  }

  /**
   * The units from that of message {@code offset} to the end of their file, or null if they are
   * gone. The caller releases them.
   */
  public final CqUnits units(long offset) {
    long index = indexOf(offset);
    MappedSlice slice = files.sliceToFileEnd(index * unitLength);
    return slice == null ? null : new CqUnits(this, slice, unitLength, index);
  }

  /** Where to go on when the file with message {@code offset} is gone. */
  public final long offsetOfNextFile(long offset) {
    int unitsPerFile = files.fileSize() / unitLength;
    CqUnit next = unit((indexOf(offset) / unitsPerFile + 1) * unitsPerFile);
    return next == null ? maxOffset() : next.queueOffset();
  }

  /** Maps what is there. */
  void load(boolean lastExitOk) throws IOException {
    files.load(lastExitOk);
  }

  /** Flushes unless fewer pages than this are dirty. */
  void flush(int leastPages) throws IOException {
    files.flush(leastPages);
  }

  /**
   * Finds the end of what was written.
   *
   * @return false if a file is missing, so that the rest was cut off
   */
  public final boolean recover(boolean wipe) throws IOException {
    long hole = files.firstHole();
    boolean whole = hole == files.maxOffset();
    files.truncateTo(hole, false);
    endAt(firstIndex(firstFileIndex(), unit -> !unit.isWritten()), wipe);
    return whole;
  }

  /** Drops the units of records that start at or behind {@code physicalOffset}. */
  public final void truncate(long physicalOffset, boolean wipe) throws IOException {
    long end = endBehind(physicalOffset - 1);
    if (end < maxIndex()) {
      endAt(end, wipe);
    }
  }

  /** The max index when the record that starts here, or before here, was the last. */
  final long endBehind(long physicalOffset) {
    return firstIndex(
        firstFileIndex(), unit -> !unit.isWritten() || unit.physicalOffset() > physicalOffset);
  }

  /** Ends the queue before the unit of this index. */
  public void endAt(long index, boolean wipe) throws IOException {
    files.truncateTo(index * unitLength, wipe);
    CqUnit last = unit(maxIndex() - 1);
    physicalEnd = last == null || last.isBlank() ? -1 : last.physicalEnd();
  }

  /** Moves the min offset to the oldest message that is still in the log. */
  public void correctMinOffset(long minPhysicalOffset) {
    minIndex =
        firstIndex(
            firstFileIndex(),
            unit ->
                !unit.isBlank()
                    && (unit.physicalOffset() >= minPhysicalOffset || !unit.isWritten()));
  }

  private long firstFileIndex() {
    return files.minOffset() / unitLength;
  }

  /** Whether the record that these bytes begin with is the one that the unit stands for. */
  public final boolean agrees(CqUnit unit, ByteBuffer record) {
    return record.remaining() > MessageRecord.SYS_FLAG_OFFSET
        && record.getInt(MessageRecord.TOTAL_SIZE_OFFSET) == unit.size()
        && MessageRecord.isMessage(record.getInt(MessageRecord.MAGIC_OFFSET))
        && record.getLong(MessageRecord.PHYSICAL_OFFSET_OFFSET) == unit.physicalOffset()
        && (LightQueues.isLight(topic)
            || record.getInt(MessageRecord.QUEUE_ID_OFFSET) == queueId
                && record.getLong(MessageRecord.QUEUE_OFFSET_OFFSET) == unit.queueOffset());
  }

  /**
   * Searches the units from {@code from} on by halves.
   *
   * @param wanted false for the first units, true for the others
   * @return the index of the first wanted one; the max index if there is none
   */
  public final long firstIndex(long from, Predicate<CqUnit> wanted) {
    long low = from;
    long high = maxIndex();
    while (low < high) {
      long middle = (low + high) >>> 1;
      CqUnit unit = unit(middle);
      if (unit != null && wanted.test(unit)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /**
   * Forgets the messages before {@code minPhysicalOffset} of the log. The last file stays, for its
   * end is the offset of the next message.
   */
  public synchronized void deleteBefore(long minPhysicalOffset) throws IOException {
    if (closed) {
      return;
    }
    correctMinOffset(minPhysicalOffset);
    long min = minIndex * unitLength;
    while (files.minOffset() + files.fileSize() <= min && files.deleteFirst()) {
      // one file at a time
    }
  }

  synchronized void close() {
    closed = true;
    files.close();
  }

  /** Deletes the files. */
  synchronized void destroy() throws IOException {
    closed = true;
    files.destroy();
  }

  @Override
  public final String toString() {
    return topic + "/" + queueId + " [" + minOffset() + ".." + maxOffset() + ")";
  }
}
