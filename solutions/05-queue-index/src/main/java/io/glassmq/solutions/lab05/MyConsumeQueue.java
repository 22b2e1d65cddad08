package io.glassmq.solutions.lab05;

import io.glassmq.store.DispatchRequest;
import io.glassmq.store.logfile.MappedSlice;
import io.glassmq.store.queue.ConsumeQueueUnit;
import io.glassmq.store.queue.CqUnit;
import io.glassmq.store.queue.QueueUnits;
import io.glassmq.store.queue.UnitFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Predicate;

/**
 * Your consume queue: a unit a message. Unit {@code i} says where in the log message {@code i}
 * lies.
 *
 * <pre>
 *   queue A/0     unit 0 {0, 180}   unit 1 {180, 195}   unit 2 {900, 220}   . max offset 3
 *                   |                 |                   |
 *   log           [A/0 message 0]   [A/0 message 1] ...  [A/0 message 2] ...
 *                 0                 180                  900
 * </pre>
 *
 * <p>{@code MyBroker} makes one for each queue of a topic.
 */
public class MyConsumeQueue implements QueueUnits {
  private final UnitFiles files;
  private final ByteBuffer unitBytes = ByteBuffer.allocate(ConsumeQueueUnit.LENGTH);
  private long physicalEnd = -1;

  /** The units that lie in these files. */
  public MyConsumeQueue(UnitFiles files) {
    this.files = files;
  }

  // ---- adding a unit

  @Override
  public boolean lacks(DispatchRequest record) {
    return record.physicalEnd() > physicalEnd && record.queueOffset() >= maxOffset();
  }

  @Override
  public void add(DispatchRequest record, long tagsCode) throws IOException {
    if (record.queueOffset() > maxOffset()) {
      putBlanksUpTo(record.queueOffset());
    }
    append(new ConsumeQueueUnit(record.physicalOffset(), record.size(), tagsCode));
    setPhysicalEnd(record.physicalEnd());
  }

  /** The messages before {@code queueOffset} are gone: the queue begins, or goes on, there. */
  private void putBlanksUpTo(long queueOffset) throws IOException {
    if (files.isEmpty()) {
      files.startAt(queueOffset);
    }
    while (maxOffset() < queueOffset) {
      append(ConsumeQueueUnit.BLANK);
    }
  }

  private void append(ConsumeQueueUnit unit) throws IOException {
    unit.write(unitBytes, 0);
    files.append(unitBytes);
  }

  final void setPhysicalEnd(long offset) {
    physicalEnd = offset;
  }

  @Override
  public final long physicalEnd() {
    return physicalEnd;
  }

  // ---- finding a unit

  @Override
  public long minOffset() {
    return files.minIndex();
  }

  @Override
  public long maxOffset() {
    return files.maxIndex();
  }

  @Override
  public long indexOf(long offset) {
    return offset;
  }

  @Override
  public CqUnit read(ByteBuffer in, int at, long index) {
    var unit = ConsumeQueueUnit.read(in, at);
    return new CqUnit(index, 1, unit.physicalOffset(), unit.size(), unit.tagsCode());
  }

  @Override
  public final CqUnit unit(long index) {
    if (index < 0 || index >= files.maxIndex()) {
      return null;
    }
    MappedSlice slice = files.slice(index);
    if (slice == null) {
      return null;
    }
    try {
      return read(slice.buffer(), 0, index);
    } finally {
      slice.release();
    }
  }

  @Override
  public final long firstIndex(long from, Predicate<CqUnit> wanted) {
    long low = from;
    long high = files.maxIndex();
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

  // ---- ending the queue elsewhere

  @Override
  public final void endAt(long index, boolean wipe) throws IOException {
    files.endAt(index, wipe);
    CqUnit last = unit(files.maxIndex() - 1);
    setPhysicalEnd(last == null || last.isBlank() ? -1 : last.physicalEnd());
  }
}
