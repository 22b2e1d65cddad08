package io.glassmq.store;

import com.sun.management.OperatingSystemMXBean;
import io.glassmq.common.message.MessageRecord;
import io.glassmq.store.logfile.MappedFileQueue;
import io.glassmq.store.logfile.MappedSlice;
import io.glassmq.store.queue.ConsumeQueueStore;
import io.glassmq.store.queue.CqUnit;
import io.glassmq.store.queue.CqUnits;
import io.glassmq.store.queue.UnitQueue;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads messages of one queue: looks units up in the consume queue and fetches their records from
 * the log as slices, without copying.
 *
 * <p>Any thread. Official counterpart: {@code org.apache.rocketmq.store.DefaultMessageStore}.
 */
record MessageReader(MappedFileQueue log, ConsumeQueueStore queues, StoreConfig config) {
  private static final Logger LOG = LoggerFactory.getLogger(MessageReader.class);

  /** Largest answer in bytes, whatever the caller asks for. */
  private static final int MAX_TOTAL_BYTES = 128 << 20;

  /** A filter may look at this many messages for one answer, or at as many as were asked for. */
  private static final int MAX_FILTERED = 800;

  GetMessageResult getMessage(
      String topic, int queueId, long offset, int maxMsgNums, MessageFilter filter) {
    // region ch05 where-to-read
    UnitQueue queue = queues.find(topic, queueId);
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
    // endregion
    CqUnits units = queue.units(offset);
    if (units == null) {
      long nextFile = queue.offsetOfNextFile(offset);
      return nothing(GetMessageStatus.OFFSET_FOUND_NULL, nextFile, min, max);
    }
    var found = new FoundRecords(queue, Math.max(1, maxMsgNums));
    try {
      found.collect(units, offset, filter);
    } catch (RuntimeException | Error e) {
      found.release();
      throw e;
    } finally {
      units.release();
    }
    return found.result(min, max);
  }

  private static GetMessageResult nothing(GetMessageStatus status, long next, long min, long max) {
    return new GetMessageResult(status, next, min, max, 0, false, List.of());
  }

  /** The records of one answer while they are gathered. */
  private final class FoundRecords {
    private final UnitQueue queue;
    private final int maxMsgNums;
    private final List<MappedSlice> slices;
    private GetMessageStatus status = GetMessageStatus.NO_MATCHED_MESSAGE;
    private int messages;
    private int bytes;
    private long nextOffset;
    private long lastLookedAt;

    FoundRecords(UnitQueue queue, int maxMsgNums) {
      this.queue = queue;
      this.maxMsgNums = maxMsgNums;
      this.slices = new ArrayList<>(Math.min(maxMsgNums, config.maxTransferCountInMemory()));
    }

    void collect(CqUnits units, long offset, MessageFilter filter) {
      long missingUpTo = Long.MIN_VALUE;
      nextOffset = offset;
      while (units.hasNext() && nextOffset - offset < Math.max(MAX_FILTERED, maxMsgNums)) {
        CqUnit unit = units.next();
        if (isFull(unit)) {
          return;
        }
        nextOffset = unit.nextOffset();
        lastLookedAt = unit.physicalOffset();
        if (!unit.isBlank() && unit.physicalOffset() >= missingUpTo && isWanted(unit, filter)) {
          MappedSlice record = log.slice(unit.physicalOffset(), unit.size());
          if (record == null) {
            status = GetMessageStatus.MESSAGE_WAS_REMOVING;
            if (unit.physicalOffset() < log.minOffset()) {
              missingUpTo = log.minOffset();
            }
          } else if (!queue.agrees(unit, record.buffer())) {
            LOG.warn("{}: {} points to no record of this queue; it is left out", queue, unit);
            record.release();
          } else {
            slices.add(record);
            messages += unit.batchNum();
            bytes += unit.size();
          }
        }
      }
    }

    private boolean isWanted(CqUnit unit, MessageFilter filter) {
      long tagsCode = queue.tagsCode(unit);
      boolean wanted = !UnitQueue.isKnown(tagsCode) || filter.isMatchedByConsumeQueue(tagsCode);
      if (!wanted) {
        status = GetMessageStatus.NO_MATCHED_MESSAGE;
      }
      return wanted;
    }

    /** Whether this unit's record is too much for an answer that already holds something. */
    private boolean isFull(CqUnit unit) {
      if (slices.isEmpty()) {
        return false;
      }
      boolean inMemory = isInMemory(unit.physicalOffset());
      int maxCount = inMemory ? config.maxTransferCountInMemory() : config.maxTransferCountOnDisk();
      int maxBytes = inMemory ? config.maxTransferBytesInMemory() : config.maxTransferBytesOnDisk();
      long total = (long) bytes + unit.size();
      return messages + unit.batchNum() > maxMsgNums
          || messages >= maxCount
          || total > Math.min(maxBytes, MAX_TOTAL_BYTES);
    }

    GetMessageResult result(long min, long max) {
      var found = slices.isEmpty() ? status : GetMessageStatus.FOUND;
      return new GetMessageResult(
          found, nextOffset, min, max, messages, !isInMemory(lastLookedAt), slices);
    }

    void release() {
      slices.forEach(MappedSlice::release);
    }
  }

  /** An estimate: the newest part of the log, as much as a share of the machine's memory. */
  boolean isInMemory(long physicalOffset) {
    return log.maxOffset() - physicalOffset
        <= MemoryShare.TOTAL_BYTES / 100 * config.accessMessageInMemoryMaxPercent();
  }

  /**
   * The first message stored at {@code timestamp} or later (LOWER; the max offset if there is
   * none), or the last one stored then or earlier (UPPER; 0 if there is none). Store times never
   * fall along a queue, so this is a search by halves.
   */
  long offsetByTime(UnitQueue queue, long timestamp, BoundaryType boundary) {
    // region ch05 by-time
    boolean lower = boundary == BoundaryType.LOWER;
    long from = queue.minIndex();
    long index =
        queue.firstIndex(
            from,
            unit -> {
              long time = storeTimestamp(unit);
              return lower ? time >= timestamp : time > timestamp;
            });
    CqUnit unit = queue.unit(lower ? index : index - 1);
    if (lower) {
      return unit == null ? queue.maxOffset() : unit.queueOffset();
    }
    return index == from || unit == null ? 0 : unit.nextOffset() - 1;
    // endregion
  }

  /** When the oldest message of the queue was stored, ms since 1970; -1 if there is none. */
  long earliestTime(UnitQueue queue) {
    CqUnit oldest = queue.unit(queue.minIndex());
    return oldest == null ? -1 : storeTimestamp(oldest);
  }

  private long storeTimestamp(CqUnit unit) {
    return read(unit.physicalOffset(), MessageReader::storeTimestamp).orElse(-1L);
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
    var record = new RecordReader(RecordCheck.FORM).read(slice.buffer(), 0, physicalOffset);
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
