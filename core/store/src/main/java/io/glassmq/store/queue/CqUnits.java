package io.glassmq.store.queue;

import io.glassmq.store.logfile.MappedSlice;

/**
 * Walks the units of one file of a consume queue. Used by one thread; released exactly once.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.queue.ReferredIterator}.
 */
public final class CqUnits {
  private final QueueUnits units;
  private final MappedSlice slice;
  private final int unitLength;
  private final int end;
  private long index;
  private int at;

  CqUnits(QueueUnits units, MappedSlice slice, int unitLength, long index) {
    this.units = units;
    this.slice = slice;
    this.unitLength = unitLength;
    this.end = slice.size();
    this.index = index;
  }

  public boolean hasNext() {
    return at < end;
  }

  public CqUnit next() {
    CqUnit unit = units.read(slice.buffer(), at, index);
    at += unitLength;
    index++;
    return unit;
  }

  public void release() {
    slice.release();
  }
}
