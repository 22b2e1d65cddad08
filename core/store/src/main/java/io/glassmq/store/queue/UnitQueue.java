package io.glassmq.store.queue;

import io.glassmq.common.message.MessageRecord;
import io.glassmq.store.DispatchRequest;
import io.glassmq.store.logfile.MappedFileQueue;
import io.glassmq.store.logfile.MappedSlice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import org.jetbrains.annotations.Debug;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages of one queue, as units of equal length in the order of the log: whose they are, and
 * what becomes of them from load to close. {@link QueueUnits} says what they mean, {@link
 * UnitFiles} where they lie.
 *
 * <p>Written by the dispatch thread alone (while loading: by the loading thread), read by any; the
 * object's lock keeps its files while a unit is written. All of it can be rebuilt from the log.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.queue.ConsumeQueueInterface}.
 */
@Debug.Renderer(text = "toString()")
public sealed class UnitQueue permits ExtendedConsumeQueue {
  private static final Logger LOG = LoggerFactory.getLogger(UnitQueue.class);

  private final String topic;
  private final int queueId;
  private final UnitFiles files;
  private final QueueUnits units;
  private boolean closed;

  UnitQueue(String topic, int queueId, UnitFiles files, QueueUnits units) {
    this.topic = topic;
    this.queueId = queueId;
    this.files = files;
    this.units = units;
  }

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
    return files.files();
  }

  // ---- writing

  /** Whether the record belongs behind units that are not there. */
  public final boolean lacksUnitsBefore(DispatchRequest record) {
    return record.physicalEnd() > physicalEnd() && record.queueOffset() > maxOffset();
  }

  /**
   * Whether the topic was deleted and began anew at offset 0 before this record: only then does an
   * offset come again further on in the log. What the queue holds is of the deleted topic.
   */
  public final boolean isOlderThanTopicOf(DispatchRequest record) {
    return record.physicalOffset() >= physicalEnd()
        && physicalEnd() >= 0
        && record.queueOffset() < maxOffset();
  }

  /** Adds the unit of a record, unless the queue has it already. */
  public final synchronized void put(DispatchRequest record, long tagsCode) throws IOException {
    if (closed || !units.lacks(record)) {
      return;
    }
    if (maxOffset() > 0 && record.queueOffset() > maxOffset()) {
      LOG.warn("{}: no messages {}..{}", this, maxOffset(), record.queueOffset());
    }
    units.add(record, codeFor(record, tagsCode));
  }

  /** What the record's unit gets as its tags code. */
  long codeFor(DispatchRequest record, long tagsCode) {
    return tagsCode;
  }

  /** Flushes unless fewer pages than this are dirty. */
  void flush(int leastPages) throws IOException {
    files().flush(leastPages);
  }

  // ---- reading

  /** The offset of the oldest message. */
  public final long minOffset() {
    return units.minOffset();
  }

  /** The offset that the next message gets. */
  public final long maxOffset() {
    return units.maxOffset();
  }

  /** The index of the oldest unit whose record is still in the log. */
  public final long minIndex() {
    return files.minIndex();
  }

  /** The index that the next unit gets. */
  public final long maxIndex() {
    return files.maxIndex();
  }

  /** The first byte of the log that no unit of this queue covers yet; -1 if none covers any. */
  public final long physicalEnd() {
    return units.physicalEnd();
  }

  /** The unit of this index, or null. */
  public final CqUnit unit(long index) {
    return units.unit(index);
  }

  /** The unit of message {@code offset}, or null. */
  public final CqUnit get(long offset) {
    CqUnit unit = offset < 0 ? null : unit(units.indexOf(offset));
    return unit == null || offset < unit.queueOffset() || offset >= unit.nextOffset() ? null : unit;
  }

  /** What the queue says about message {@code offset}, and where. */
  public final Optional<ConsumeQueueEntry> entry(long offset, Path root) {
    CqUnit unit = get(offset);
    return unit == null || unit.isBlank()
        ? Optional.empty()
        : files()
            .position(units.indexOf(offset) * files.unitLength(), root)
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
    long index = units.indexOf(offset);
    MappedSlice slice = files.sliceToFileEnd(index);
    return slice == null ? null : new CqUnits(units, slice, files.unitLength(), index);
  }

  /** Where to go on when the file with message {@code offset} is gone. */
  public final long offsetOfNextFile(long offset) {
    int unitsPerFile = files.unitsPerFile();
    CqUnit next = unit((units.indexOf(offset) / unitsPerFile + 1) * unitsPerFile);
    return next == null ? maxOffset() : next.queueOffset();
  }

  /**
   * The tags code that a unit stands for: hash of the message's tag, 0 if it has none. {@link
   * #isKnown} says whether it could be found.
   */
  public long tagsCode(CqUnit unit) {
    return unit.tagsCode();
  }

  /** See {@link QueueUnits#firstIndex}. */
  public final long firstIndex(long from, Predicate<CqUnit> wanted) {
    return units.firstIndex(from, wanted);
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

  // ---- loading and cutting

  /** Maps what is there. */
  void load(boolean lastExitOk) throws IOException {
    files().load(lastExitOk);
  }

  /**
   * Finds the end of what was written.
   *
   * @return false if a file is missing, so that the rest was cut off
   */
  public final boolean recover(boolean wipe) throws IOException {
    long hole = files().firstHole();
    boolean whole = hole == files().maxOffset();
    files().truncateTo(hole, false);
    endAt(firstIndex(files.oldestIndex(), unit -> !unit.isWritten()), wipe);
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
        files.oldestIndex(), unit -> !unit.isWritten() || unit.physicalOffset() > physicalOffset);
  }

  /** Ends the queue before the unit of this index. */
  public void endAt(long index, boolean wipe) throws IOException {
    units.endAt(index, wipe);
  }

  /** Moves the min offset to the oldest message that is still in the log. */
  public final void correctMinOffset(long minPhysicalOffset) {
    files.setMinIndex(
        firstIndex(
            files.oldestIndex(),
            unit ->
                !unit.isBlank()
                    && (unit.physicalOffset() >= minPhysicalOffset || !unit.isWritten())));
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
    files.deleteUnused();
  }

  synchronized void close() {
    closed = true;
    files().close();
  }

  /** Deletes the files. */
  synchronized void destroy() throws IOException {
    closed = true;
    files().destroy();
  }

  @Override
  public final String toString() {
    return topic + "/" + queueId + " [" + minOffset() + ".." + maxOffset() + ")";
  }
}
