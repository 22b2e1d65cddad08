package io.glassmq.store;

import java.io.IOException;
import java.util.List;

/**
 * Walks the log record by record, checking each against its checksum, until one is not whole.
 *
 * <p>Whoever crashes may leave half a record at the end, or pages of an old file that the disk
 * never got. Only a record that is whole says where the next one starts, so the first broken one is
 * the end, whatever lies behind it.
 *
 * <p>Official counterpart: the recovery methods of {@code org.apache.rocketmq.store.CommitLog}.
 */
final class ScanningRecovery implements CommitLogRecovery {

  @Override
  public Result recover(List<Segment> segments, RecordCheck check, CommitLogDispatcher dispatcher)
      throws IOException {
    var result = new Result(segments.get(0).startOffset(), -1, 0);
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      boolean last = i == segments.size() - 1;
      int at = 0;
      DispatchRequest record = read(segment, at, check);
      while (record != null && record != DispatchRequest.BLANK) {
        dispatcher.dispatch(record);
        at += record.size();
        result = new Result(record.physicalEnd(), record.physicalOffset(), record.storeTimestamp());
        record = read(segment, at, check);
      }
      if (record == null || last) {
        return result;
      }
      long next = segments.get(i + 1).startOffset();
      result = new Result(next, result.lastRecordOffset(), result.lastStoreTimestamp());
    }
    return result;
  }

  private static DispatchRequest read(Segment segment, int at, RecordCheck check) {
    return DispatchRequest.read(segment.bytes(), at, segment.startOffset() + at, check);
  }
}
