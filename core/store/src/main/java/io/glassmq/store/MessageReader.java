package io.glassmq.store;

import com.sun.management.OperatingSystemMXBean;
import io.glassmq.common.message.MessageRecord;
import io.glassmq.store.logfile.MappedFileQueue;
import io.glassmq.store.logfile.MappedSlice;
import io.glassmq.store.queue.ConsumeQueue;
import io.glassmq.store.queue.ConsumeQueueStore;
import io.glassmq.store.queue.ConsumeQueueUnit;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads messages of one queue: looks units up in the consume queue and fetches their records from
 * the log as slices, without copying.
 *
 * <p>Any thread. Official counterpart: {@code org.apache.rocketmq.store.DefaultMessageStore}.
 */
record MessageReader(MappedFileQueue log, ConsumeQueueStore queues, StoreConfig config) {
  /** Largest answer in bytes, whatever the caller asks for. */
  private static final int MAX_TOTAL_BYTES = 128 << 20;

  /** A filter may look at this many bytes of units for one answer, or at what was asked for. */
  private static final int MAX_FILTER_BYTES = 16_000;

  GetMessageResult getMessage(
      String topic, int queueId, long offset, int maxMsgNums, MessageFilter filter) {
    ConsumeQueue queue = queues.find(topic, queueId);
    long min = queue.minOffset();
    long max = queue.maxOffset();
    if (max == 0) {
      return nothing(GetMessageStatus.NO_MESSAGE_IN_QUEUE, 0, min, max);
    }
    if (offset < min) {
      return nothing(GetMessageStatus.OFFSET_TOO_SMALL, min, min, max);
    }
    if (offset == max) {
      return nothing(GetMessageStatus.OFFSET_OVERFLOW_ONE, offset, min, max);
    }
    if (offset > max) {
      return nothing(GetMessageStatus.OFFSET_OVERFLOW_BADLY, max, min, max);
    }
    MappedSlice units = queue.units(offset);
    if (units == null) {
      int unitsPerFile = queue.files().fileSize() / ConsumeQueueUnit.LENGTH;
      long nextFile = (offset / unitsPerFile + 1) * unitsPerFile;
      return nothing(GetMessageStatus.OFFSET_FOUND_NULL, nextFile, min, max);
    }
    try {
      return collect(units, offset, Math.max(1, maxMsgNums), filter, min, max);
    } finally {
      units.release();
    }
  }

  private static GetMessageResult nothing(GetMessageStatus status, long next, long min, long max) {
    return new GetMessageResult(status, next, min, max, List.of());
  }

  private GetMessageResult collect(
      MappedSlice units, long offset, int maxMsgNums, MessageFilter filter, long min, long max) {
    List<MappedSlice> found =
        new ArrayList<>(Math.min(maxMsgNums, config.maxTransferCountInMemory()));
    var status = GetMessageStatus.NO_MATCHED_MESSAGE;
    long missingUpTo = Long.MIN_VALUE;
    int bytes = 0;
    int at = 0;
    long wantedBytes = (long) maxMsgNums * ConsumeQueueUnit.LENGTH;
    int limit = (int) Math.min(units.size(), Math.max(MAX_FILTER_BYTES, wantedBytes));
    for (; at < limit; at += ConsumeQueueUnit.LENGTH) {
      ConsumeQueueUnit unit = ConsumeQueueUnit.read(units.buffer(), at);
      if (isFull(found.size(), bytes, unit, maxMsgNums)) {
        break;
      }
      if (unit.physicalOffset() < missingUpTo) {
        continue;
      }
      if (!filter.isMatchedByConsumeQueue(unit.tagsCode())) {
        status = GetMessageStatus.NO_MATCHED_MESSAGE;
        continue;
      }
      MappedSlice record = log.slice(unit.physicalOffset(), unit.size());
      if (record == null) {
        status = GetMessageStatus.MESSAGE_WAS_REMOVING;
        missingUpTo = (unit.physicalOffset() / log.fileSize() + 1) * log.fileSize();
      } else {
        found.add(record);
        bytes += unit.size();
      }
    }
    long next = offset + at / ConsumeQueueUnit.LENGTH;
    return new GetMessageResult(
        found.isEmpty() ? status : GetMessageStatus.FOUND, next, min, max, found);
  }

  /** Whether this unit's record is too much for an answer that already holds something. */
  private boolean isFull(int count, int bytes, ConsumeQueueUnit unit, int maxMsgNums) {
    if (count == 0) {
      return false;
    }
    boolean inMemory = isInMemory(unit.physicalOffset());
    int maxCount = inMemory ? config.maxTransferCountInMemory() : config.maxTransferCountOnDisk();
    int maxBytes = inMemory ? config.maxTransferBytesInMemory() : config.maxTransferBytesOnDisk();
    long total = (long) bytes + unit.size();
    return count >= Math.min(maxMsgNums, maxCount) || total > Math.min(maxBytes, MAX_TOTAL_BYTES);
  }

  /** An estimate: the newest part of the log, as much as a share of the machine's memory. */
  boolean isInMemory(long physicalOffset) {
    return log.maxOffset() - physicalOffset
        <= MemoryShare.TOTAL_BYTES / 100 * config.accessMessageInMemoryMaxPercent();
  }

  /**
   * The first message stored at {@code timestamp} or later (LOWER; the max offset if there is
   * none), or the last one stored then or earlier (UPPER; 0 if there is none). Store times never
   * fall along a queue, so this is a binary search.
   */
  long offsetByTime(ConsumeQueue queue, long timestamp, BoundaryType boundary) {
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
    boolean none = low == queue.minOffset();
    return lower ? low : none ? 0 : low - 1;
  }

  /** When message {@code offset} was stored, ms since 1970; -1 if its record is not there. */
  long storeTimestamp(ConsumeQueue queue, long offset) {
    ConsumeQueueUnit unit = queue.get(offset);
    return unit == null
        ? -1
        : read(unit.physicalOffset(), MessageReader::storeTimestamp).orElse(-1L);
  }

  private static long storeTimestamp(ByteBuffer record) {
    int sysFlag = record.getInt(MessageRecord.SYS_FLAG_OFFSET);
    return record.getLong(MessageRecord.storeTimestampOffset(sysFlag));
  }

  /** Looks at the record that starts exactly at this offset of the log, if one does. */
  <T> Optional<T> read(long physicalOffset, Function<ByteBuffer, T> view) {
    MappedSlice record = select(physicalOffset);
    if (record == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(view.apply(record.buffer()));
    } finally {
      record.release();
    }
  }

  /** The record that starts exactly at this offset, or null. The caller releases it. */
  MappedSlice select(long physicalOffset) {
    MappedSlice slice = log.sliceToFileEnd(physicalOffset);
    if (slice == null) {
      return null;
    }
    var record = DispatchRequest.read(slice.buffer(), 0, physicalOffset, false);
    if (record == null || record == DispatchRequest.BLANK) {
      slice.release();
      return null;
    }
    slice.buffer().limit(record.size());
    return slice;
  }

  /** The machine's memory, asked for when the first reader wants to know: asking is slow. */
  private static final class MemoryShare {
    static final long TOTAL_BYTES =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }
}
