package io.glassmq.store;

import io.glassmq.store.index.IndexService;
import io.glassmq.store.logfile.MappedSlice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds messages by key: asks the index where they may lie, and the records whether they do. The
 * index knows keys by their hash and times to the second, and may be damaged; what a record says
 * about itself decides.
 *
 * <p>Any thread.
 */
record KeyLookup(MessageReader reader, IndexService index, int maxMessages) {
  /** One answer travels in one frame, and no frame may be longer than 16 MiB. */
  private static final int MAX_TOTAL_BYTES = 8 << 20;

  /** The newest messages of the time span that were filed under this string, oldest first. */
  QueryMessageResult find(String indexKey, int maxNum, long begin, long end) {
    long timestamp = index.lastUpdateTimestamp();
    long physicalOffset = index.lastUpdatePhyOffset();
    var found = new Found(indexKey, Math.min(maxNum, maxMessages), begin, end);
    try {
      if (found.max > 0) {
        index.find(indexKey, begin, end, found::take);
      }
    } catch (RuntimeException | Error e) {
      found.slices.forEach(MappedSlice::release);
      throw e;
    }
    Collections.reverse(found.slices);
    return new QueryMessageResult(found.slices, timestamp, physicalOffset);
  }

  /** What one look-up has found so far, newest first. Used by one thread. */
  private final class Found {
    private final String indexKey;
    private final int max;
    private final long begin;
    private final long end;
    private final List<MappedSlice> slices = new ArrayList<>();
    private final Set<Long> seen = new HashSet<>();
    private int bytes;

    Found(String indexKey, int max, long begin, long end) {
      this.indexKey = indexKey;
      this.max = max;
      this.begin = begin;
      this.end = end;
    }

    /** Takes the record if it is wanted; says whether more are. */
    boolean take(long physicalOffset) {
      MappedSlice slice = seen.add(physicalOffset) ? reader.select(physicalOffset) : null;
      if (slice == null) {
        return true;
      }
      if (!isWanted(slice)) {
        slice.release();
        return true;
      }
      if (!slices.isEmpty() && bytes + slice.size() > MAX_TOTAL_BYTES) {
        slice.release();
        return false;
      }
      bytes += slice.size();
      slices.add(slice);
      return slices.size() < max;
    }

    private boolean isWanted(MappedSlice slice) {
      var record = new RecordReader(RecordCheck.FORM).read(slice.buffer(), 0, slice.startOffset());
      return record.storeTimestamp() >= begin
          && record.storeTimestamp() <= end
          && IndexKeys.of(record).contains(indexKey);
    }
  }
}
