package io.glassmq.store.queue;

import io.glassmq.store.DispatchRequest;
import io.glassmq.store.logfile.MappedFile;
import io.glassmq.store.logfile.MappedFileQueue;
import io.glassmq.store.logfile.MappedSlice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.jetbrains.annotations.Debug;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages of one queue: unit {@code i} says where in the log message {@code i} lies.
 *
 * <p>Written by the dispatch thread alone (while loading: by the loading thread), read by any; the
 * object's lock keeps its files while a unit is written. All of it can be rebuilt from the log.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.ConsumeQueue}.
 */
@Debug.Renderer(text = "toString()")
public final class ConsumeQueue {
  private static final Logger LOG = LoggerFactory.getLogger(ConsumeQueue.class);

  /** How many files at the end recovery looks through. */
  private static final int RECOVER_FILES = 3;

  private final String topic;
  private final int queueId;
  private final MappedFileQueue files;
  private final ByteBuffer unitBytes = ByteBuffer.allocate(ConsumeQueueUnit.LENGTH);
  private volatile long minOffset;
  private long physicalEnd = -1;
  private boolean closed;

  public ConsumeQueue(String topic, int queueId, MappedFileQueue files) {
    this.topic = topic;
    this.queueId = queueId;
    this.files = files;
  }

  public String topic() {
    return topic;
  }

  public int queueId() {
    return queueId;
  }

  public MappedFileQueue files() {
    return files;
  }

  /** The first byte of the log that no unit of this queue covers yet; -1 for an empty queue. */
  public long physicalEnd() {
    return physicalEnd;
  }

  /** The offset of the oldest message. */
  public long minOffset() {
    return minOffset;
  }

  /** The offset that the next message gets. */
  public long maxOffset() {
    return files.maxOffset() / ConsumeQueueUnit.LENGTH;
  }

  /** Whether the record belongs behind units that are not there. */
  public boolean lacksUnitsBefore(DispatchRequest record) {
    return record.physicalEnd() > physicalEnd && record.queueOffset() > maxOffset();
  }

  /**
   * Whether the topic was deleted and began anew at offset 0 before this record: only then does an
   * offset come again further on in the log. What the queue holds is of the deleted topic.
   */
  public boolean isOlderThanTopicOf(DispatchRequest record) {
    return record.physicalOffset() >= physicalEnd
        && physicalEnd >= 0
        && record.queueOffset() < maxOffset();
  }

  /** Adds the unit of a record, unless the queue has it already. */
  public synchronized void put(DispatchRequest record) throws IOException {
    long max = maxOffset();
    if (closed || record.physicalEnd() <= physicalEnd || record.queueOffset() < max) {
      return;
    }
    if (record.queueOffset() > max) {
      putBlanksUpTo(record.queueOffset());
    }
    append(new ConsumeQueueUnit(record.physicalOffset(), record.size(), record.tagsCode()));
    physicalEnd = record.physicalEnd();
  }

  /** The messages before {@code queueOffset} are gone: the queue begins, or goes on, there. */
  private void putBlanksUpTo(long queueOffset) throws IOException {
    if (files.last() == null) {
      long start = queueOffset * ConsumeQueueUnit.LENGTH;
      files.startAt(start - start % files.fileSize());
      minOffset = queueOffset;
    } else {
      LOG.warn("{}: units {}..{} are missing", this, maxOffset(), queueOffset);
    }
    while (maxOffset() < queueOffset) {
      append(ConsumeQueueUnit.BLANK);
    }
  }

  private void append(ConsumeQueueUnit unit) throws IOException {
    MappedFile file = files.last();
    if (file == null || file.wrotePosition() == file.size()) {
      file = files.roll();
    }
    unit.write(unitBytes, 0);
    file.append(unitBytes.clear());
  }

  /** The unit of message {@code offset}, or null. */
  public ConsumeQueueUnit get(long offset) {
    long at = offset * ConsumeQueueUnit.LENGTH;
    MappedSlice slice = offset < 0 ? null : files.slice(at, ConsumeQueueUnit.LENGTH);
    if (slice == null) {
      return null;
    }
    try {
      return ConsumeQueueUnit.read(slice.buffer(), 0);
    } finally {
      slice.release();
    }
  }

  /** What the queue says about message {@code offset}, and where. */
  public Optional<ConsumeQueueEntry> entry(long offset, Path root) {
    ConsumeQueueUnit unit = get(offset);
    return unit == null || unit.isBlank()
        ? Optional.empty()
        : files
            .position(offset * ConsumeQueueUnit.LENGTH, root)
            .map(
                at ->
                    new ConsumeQueueEntry(
                        at.fileName(),
                        at.position(),
                        unit.physicalOffset(),
                        unit.size(),
                        unit.tagsCode()));
  }

  /** The units from {@code offset} to the end of their file, or null. The caller releases them. */
  public MappedSlice units(long offset) {
    return files.sliceToFileEnd(offset * ConsumeQueueUnit.LENGTH);
  }

  /**
   * Finds the end of what was written, looking at the last files unit by unit.
   *
   * @return false if a file is missing, so that the rest was cut off
   */
  public boolean recover(boolean wipe) throws IOException {
    boolean whole = files.firstHole() == files.maxOffset();
    files.truncateTo(files.firstHole(), false);
    MappedFile[] list = files.files();
    if (list.length > 0) {
      MappedFile first = list[Math.max(0, list.length - RECOVER_FILES)];
      long end = first.startOffset();
      MappedSlice rest = files.sliceToFileEnd(end);
      while (rest != null) {
        int written = writtenBytes(rest.buffer());
        rest.release();
        end += written;
        rest = written < files.fileSize() ? null : files.sliceToFileEnd(end);
      }
      endAt(end / ConsumeQueueUnit.LENGTH, wipe);
    }
    return whole;
  }

  private static int writtenBytes(ByteBuffer units) {
    int at = 0;
    while (at < units.limit() && ConsumeQueueUnit.read(units, at).isWritten()) {
      at += ConsumeQueueUnit.LENGTH;
    }
    return at;
  }

  /** Drops the units of records that start at or behind {@code physicalOffset}. */
  public void truncate(long physicalOffset, boolean wipe) throws IOException {
    long end = endBehind(physicalOffset - 1);
    if (end < maxOffset()) {
      endAt(end, wipe);
    }
  }

  /** Where the queue ended when the record that starts here, or before here, was its last. */
  long endBehind(long physicalOffset) {
    long end = maxOffset();
    ConsumeQueueUnit last = get(end - 1);
    while (last != null && last.physicalOffset() > physicalOffset) {
      end--;
      last = get(end - 1);
    }
    return end;
  }

  /** Ends the queue before message {@code offset}. */
  public void endAt(long offset, boolean wipe) throws IOException {
    files.truncateTo(offset * ConsumeQueueUnit.LENGTH, wipe);
    ConsumeQueueUnit last = get(maxOffset() - 1);
    physicalEnd = last == null || last.isBlank() ? -1 : last.physicalEnd();
  }

  /** Moves the min offset to the oldest message that is still in the log. */
  public void correctMinOffset(long minPhysicalOffset) {
    long low = files.minOffset() / ConsumeQueueUnit.LENGTH;
    long high = maxOffset();
    while (low < high) {
      long middle = (low + high) >>> 1;
      ConsumeQueueUnit unit = get(middle);
      if (unit.isBlank() || unit.physicalOffset() < minPhysicalOffset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    minOffset = low;
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
    long min = minOffset * ConsumeQueueUnit.LENGTH;
    while (files.minOffset() + files.fileSize() <= min && files.deleteFirst()) {
      // one file at a time
    }
  }

  public synchronized void close() {
    closed = true;
    files.close();
  }

  /** Deletes the files. */
  public synchronized void destroy() throws IOException {
    closed = true;
    files.destroy();
  }

  @Override
  public String toString() {
    return topic + "/" + queueId + " [" + minOffset + ".." + maxOffset() + ")";
  }
}
