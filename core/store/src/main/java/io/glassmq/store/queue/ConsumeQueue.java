package io.glassmq.store.queue;

import io.glassmq.store.DispatchRequest;
import io.glassmq.store.logfile.MappedSlice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Predicate;

/**
 * A queue with a unit a message: unit {@code i} says where in the log message {@code i} lies. So
 * finding a message is one multiplication.
 *
 * <pre>
 *   queue A/0     unit 0 {0, 180}   unit 1 {180, 195}   unit 2 {900, 220}   . max offset 3
 *                   |                 |                   |
 *   log           [A/0 message 0]   [A/0 message 1] ...  [A/0 message 2] ...
 *                 0                 180                  900
 * </pre>
 *
 * <p>Threads: see {@link QueueUnits}. Official counterpart: {@code
 * org.apache.rocketmq.store.ConsumeQueue}.
 */
public class ConsumeQueue implements QueueUnits {
  private final UnitFiles files;
  private final ByteBuffer unitBytes = ByteBuffer.allocate(ConsumeQueueUnit.LENGTH);
  private long physicalEnd = -1;

  /** The units that lie in these files. */
  public ConsumeQueue(UnitFiles files) {
    this.files = files;
  }

  // ---- adding a unit

  @Override
  public boolean lacks(DispatchRequest record) {
    // region lab05.3 lacks
    return record.physicalEnd() > physicalEnd && record.queueOffset() >= maxOffset();
    // endregion
  }

  @Override
  public void add(DispatchRequest record, long tagsCode) throws IOException {
    if (record.queueOffset() > maxOffset()) {
      putBlanksUpTo(record.queueOffset());
    }
    // region lab05.1 add-unit
    append(new ConsumeQueueUnit(record.physicalOffset(), record.size(), tagsCode));
    setPhysicalEnd(record.physicalEnd());
    // endregion
  }

  /** The messages before {@code queueOffset} are gone: the queue begins, or goes on, there. */
  private void putBlanksUpTo(long queueOffset) throws IOException {
    // region lab05.4 fill-gap
    if (files.isEmpty()) {
      files.startAt(queueOffset);
    }
    while (maxOffset() < queueOffset) {
      append(ConsumeQueueUnit.BLANK);
    }
    // endregion
  }

  private void append(ConsumeQueueUnit unit) throws IOException {
    // region lab05.1 append-unit
    unit.write(unitBytes, 0);
    files.append(unitBytes);
    // endregion
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
    // region lab05.2 read-unit
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
    // endregion
  }

  @Override
  public final long firstIndex(long from, Predicate<CqUnit> wanted) {
    // region lab05.5 by-halves
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
    // endregion
  }

  // ---- ending the queue elsewhere

  @Override
  public final void endAt(long index, boolean wipe) throws IOException {
    files.endAt(index, wipe);
    // region lab05.3 end-at
    CqUnit last = unit(files.maxIndex() - 1);
    setPhysicalEnd(last == null || last.isBlank() ? -1 : last.physicalEnd());
    // endregion
  }
}
