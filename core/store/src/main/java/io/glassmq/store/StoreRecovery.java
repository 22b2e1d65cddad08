package io.glassmq.store;

import io.glassmq.store.logfile.MappedFile;
import io.glassmq.store.logfile.MappedFileQueue;
import io.glassmq.store.logfile.MappedSlice;
import io.glassmq.store.queue.ConsumeQueue;
import io.glassmq.store.queue.ConsumeQueueStore;
import io.glassmq.store.queue.ConsumeQueueUnit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings log and consume queues into agreement when a store is opened.
 *
 * <p>The log is the truth, the queues are derived from it. So: end each queue where its units stop
 * making sense, walk the log from the last point at which all queues are known to be complete, hand
 * its records to the dispatchers again (they ignore what they have), and cut both where the log
 * ends. If a record shows that its queue lacks older units, everything is walked.
 *
 * <p>Runs once, on the thread that loads the store.
 */
final class StoreRecovery {
  private final MappedFileQueue log;
  private final ConsumeQueueStore queues;
  private final StoreCheckpoint checkpoint;
  private final CommitLogRecovery recovery;
  private final CommitLogDispatcher dispatcher;
  private boolean unitsMissing;

  StoreRecovery(
      MappedFileQueue log,
      ConsumeQueueStore queues,
      StoreCheckpoint checkpoint,
      CommitLogRecovery recovery,
      CommitLogDispatcher dispatcher) {
    this.log = log;
    this.queues = queues;
    this.checkpoint = checkpoint;
    this.recovery = recovery;
    this.dispatcher = dispatcher;
  }

  /**
   * @param lastExitOk whether the last owner closed the store properly
   */
  CommitLogRecovery.Result recover(boolean lastExitOk) throws IOException {
    boolean wipe = !lastExitOk;
    long from = recoverQueues(wipe);
    MappedFile file = log.find(from);
    if (!lastExitOk) {
      from = Math.min(from, checkpoint.logicsPhysicalOffset());
      file = log.find(from);
      from = file == null ? log.minOffset() : file.startOffset();
    } else if (file == null) {
      from = log.find(from - 1) == null ? log.minOffset() : from;
    }
    CommitLogRecovery.Result result = walk(from);
    if (unitsMissing && from > log.minOffset()) {
      result = walk(log.minOffset());
    }
    long end = result.endOffset();
    for (ConsumeQueue queue : queues.all()) {
      queue.truncate(end, wipe);
      queue.correctMinOffset(log.minOffset());
    }
    log.truncateTo(end, wipe);
    checkpoint.confirmed(Math.max(0, result.lastRecordOffset()));
    return result;
  }

  /** Ends each queue properly; returns the place in the log up to which all are complete. */
  private long recoverQueues(boolean wipe) throws IOException {
    long farthest = 0;
    long doubtful = Long.MAX_VALUE;
    for (ConsumeQueue queue : queues.all()) {
      boolean whole = queue.recover(wipe);
      long offset = queue.maxOffset();
      while (offset > 0 && !agrees(queue, offset - 1)) {
        offset--;
      }
      if (!whole || offset < queue.maxOffset()) {
        queue.endAt(offset, wipe);
        doubtful = Math.min(doubtful, Math.max(0, queue.physicalEnd()));
      }
      farthest = Math.max(farthest, queue.physicalEnd());
    }
    return Math.min(farthest, doubtful);
  }

  /** Whether the record that a unit points to is there and says the same. */
  private boolean agrees(ConsumeQueue queue, long offset) {
    ConsumeQueueUnit unit = queue.get(offset);
    if (unit == null || unit.isBlank()) {
      return unit != null;
    }
    MappedSlice slice = log.slice(unit.physicalOffset(), unit.size());
    if (slice == null) {
      return unit.physicalOffset() < log.minOffset();
    }
    try {
      var record = DispatchRequest.read(slice.buffer(), 0, unit.physicalOffset(), false);
      return record != null
          && record.size() == unit.size()
          && record.queueId() == queue.queueId()
          && record.queueOffset() == offset
          && record.topic().equals(queue.topic());
    } finally {
      slice.release();
    }
  }

  private CommitLogRecovery.Result walk(long from) throws IOException {
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
    if (!complete && record.hasQueueEntry()) {
      ConsumeQueue queue = queues.findOrCreate(record.topic(), record.queueId());
      if (queue.lacksUnitsBefore(record)) {
        unitsMissing = true;
      }
    }
    if (complete || !unitsMissing) {
      dispatcher.dispatch(record);
    }
  }
}
