package io.glassmq.store;

/**
 * Finds the message of a queue that belongs to a store time, by binary search: store times never
 * fall along a queue.
 *
 * <p>Any thread. Official counterpart: {@code org.apache.rocketmq.store.ConsumeQueue}.
 */
final class OffsetByTime {
  private final MappedFileQueue log;

  OffsetByTime(MappedFileQueue log) {
    this.log = log;
  }

  /**
   * The first message stored at {@code timestamp} or later (LOWER; the max offset if there is
   * none), or the last one stored then or earlier (UPPER; 0 if there is none).
   */
  long search(ConsumeQueue queue, long timestamp, BoundaryType boundary) {
    boolean lower = boundary == BoundaryType.LOWER;
    long low = queue.minOffset();
    long high = queue.maxOffset();
    while (low < high) {
      long middle = (low + high) >>> 1;
      long time = storeTimestamp(queue, middle);
      if (lower ? time < timestamp : time <= timestamp) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (lower) {
      return low;
    }
    return low == queue.minOffset() ? 0 : low - 1;
  }

  /** When message {@code offset} was stored, ms since 1970; -1 if its record is not there. */
  long storeTimestamp(ConsumeQueue queue, long offset) {
    ConsumeQueueUnit unit = queue.get(offset);
    MappedSlice record = unit == null ? null : log.slice(unit.physicalOffset(), unit.size());
    if (record == null) {
      return -1;
    }
    try {
      var request = DispatchRequest.read(record.buffer(), 0, unit.physicalOffset(), false);
      return request == null ? -1 : request.storeTimestamp();
    } finally {
      record.release();
    }
  }
}
