package io.glassmq.store;

import io.glassmq.store.logfile.MappedFile;
import io.glassmq.store.logfile.MappedFileQueue;
import io.glassmq.store.logfile.MappedSlice;
import io.glassmq.store.queue.ConsumeQueueStore;
import io.glassmq.store.queue.CqUnit;
import io.glassmq.store.queue.UnitQueue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings log and consume queues into agreement when a store is opened.
 *
 * <p>Runs once, on the thread that loads the store.
 */
final class StoreRecovery {
  private static final Logger LOG = LoggerFactory.getLogger(StoreRecovery.class);

  /** No message takes less room in the log, not even inside a batch. */
  private static final int MIN_MESSAGE_BYTES = 20;

  private final MappedFileQueue log;
  private final ConsumeQueueStore queues;
  private final IndexRecovery indexRecovery;
  private final StoreCheckpoint checkpoint;
  private final CommitLogRecovery recovery;
  private final CommitLogDispatcher dispatcher;
  private boolean wipe;
  private boolean counted;
  private boolean unitsMissing;

  StoreRecovery(
      MappedFileQueue log,
      ConsumeQueueStore queues,
      IndexRecovery indexRecovery,
      StoreCheckpoint checkpoint,
      CommitLogRecovery recovery,
      CommitLogDispatcher dispatcher) {
    this.log = log;
    this.queues = queues;
    this.indexRecovery = indexRecovery;
    this.checkpoint = checkpoint;
    this.recovery = recovery;
    this.dispatcher = dispatcher;
  }

  /**
   * @param lastExitOk whether the last owner closed the store properly
   */
  CommitLogRecovery.Result recover(boolean lastExitOk) throws IOException {
    wipe = !lastExitOk;
    boolean whole = endQueues();
    OptionalLong census = checkpoint.census();
    long found = queues.census(checkpoint.logicsPhysicalOffset());
    counted = census.isPresent() && census.getAsLong() == found;
    boolean trusted = whole && (counted || census.isEmpty());
    long from = !trusted ? log.minOffset() : lastExitOk ? endOfQueues() : startAfterCrash();
    indexRecovery.catchUp(from);
    CommitLogRecovery.Result result = walk(from);
    if (unitsMissing && from > log.minOffset()) {
      result = walk(log.minOffset());
    }
    for (UnitQueue queue : queues.all()) {
      queue.truncate(result.endOffset(), wipe);
      queue.correctMinOffset(log.minOffset());
    }
    indexRecovery.truncate(result.endOffset());
    log.truncateTo(result.endOffset(), wipe);
    checkpoint.confirmed(Math.max(0, result.lastRecordOffset()));
    queues.flush(0);
    return result;
  }

  /** Ends each queue where its units stop making sense; false if one is obviously not whole. */
  private boolean endQueues() throws IOException {
    boolean whole = true;
    for (UnitQueue queue : queues.all()) {
      whole &= queue.recover(wipe) && agrees(queue, queue.maxIndex() - 1);
    }
    return whole;
  }

  /** Whether the record that a unit points to is there and says the same. */
  private boolean agrees(UnitQueue queue, long index) {
    CqUnit unit = queue.unit(index);
    if (unit == null || unit.isBlank() || unit.physicalOffset() < log.minOffset()) {
      return true;
    }
    MappedSlice slice = log.slice(unit.physicalOffset(), unit.size());
    if (slice == null) {
      return false;
    }
    try {
      return queue.agrees(unit, slice.buffer());
    } finally {
      slice.release();
    }
  }

  /** After a clean stop: all records before this one have their units. */
  private long endOfQueues() {
    long end = log.minOffset();
    for (UnitQueue queue : queues.all()) {
      end = Math.max(end, queue.physicalEnd());
    }
    return end;
  }

  /**
   * The newest file of the log of whose first record the checkpoint knows that all units before it
   * are on the disk; the oldest file if there is none.
   */
  private long startAfterCrash() {
    MappedFile[] files = log.files();
    for (int i = files.length - 1; i > 0; i--) {
      DispatchRequest first = read(files[i].startOffset());
      if (first != null && first != DispatchRequest.BLANK && checkpoint.isBeforeFlushed(first)) {
        return files[i].startOffset();
      }
    }
    return log.minOffset();
  }

  /** The record that starts here, or null. */
  private DispatchRequest read(long physicalOffset) {
    MappedSlice slice = log.sliceToFileEnd(physicalOffset);
    if (slice == null) {
      return null;
    }
    try {
      return DispatchRequest.read(slice.buffer(), 0, physicalOffset, false);
    } finally {
      slice.release();
    }
  }

  /** Makes all that the queues say about the log behind {@code from} anew. */
  private CommitLogRecovery.Result walk(long from) throws IOException {
    for (UnitQueue queue : queues.all()) {
      queue.truncate(from, wipe);
    }
    unitsMissing = false;
    List<MappedSlice> slices = new ArrayList<>();
    try {
      List<CommitLogRecovery.Segment> segments = new ArrayList<>();
      for (MappedFile file : log.files()) {
        MappedSlice slice =
            file.endOffset() <= from
                ? null
                : log.sliceToFileEnd(Math.max(from, file.startOffset()));
        if (slice != null) {
          slices.add(slice);
          segments.add(new CommitLogRecovery.Segment(slice.startOffset(), slice.buffer()));
        }
      }
      boolean complete = from <= log.minOffset();
      return segments.isEmpty()
          ? new CommitLogRecovery.Result(from, -1, 0)
          : recovery.recover(segments, record -> dispatch(record, complete));
    } finally {
      slices.forEach(MappedSlice::release);
    }
  }

  private void dispatch(DispatchRequest record, boolean complete) throws IOException {
    if (record.hasQueueEntry()) {
      UnitQueue queue = queues.find(record.topic(), record.queueId());
      if (counted
          && !queues.contains(queue)
          && record.physicalOffset() <= checkpoint.logicsPhysicalOffset()) {
        return; // its topic was deleted
      }
      long missing = record.queueOffset() - queue.maxOffset();
      long between = record.physicalOffset() - Math.max(0, queue.physicalEnd());
      if (missing > between / MIN_MESSAGE_BYTES) {
        LOG.warn("{} is damaged: {} ends at offset {}", record, queue, queue.maxOffset());
        return;
      }
      unitsMissing |= !complete && queue.lacksUnitsBefore(record);
    }
    if (!unitsMissing) {
      dispatcher.dispatch(record);
    }
  }
}
