package io.glassmq.store;

import io.glassmq.store.logfile.MappedFileQueue;
import io.glassmq.store.logfile.MappedSlice;
import io.glassmq.store.queue.ConsumeQueueStore;
import io.glassmq.store.queue.CqUnit;
import io.glassmq.store.queue.UnitQueue;
import java.io.IOException;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings log, consume queues and index into agreement when a store is opened.
 *
 * <p><b>The idea.</b> The log is the truth; all else says where in the log something lies and can
 * be made anew from it. So two questions are left. Where does the log end? At the first record that
 * is not whole, for only a whole one says where the next begins. And from where on must the rest be
 * made anew? From a place of which the checkpoint knows that everything before it was on the disk.
 * What the queues say about the log behind that place is not examined and mended, it is cut off and
 * written again: that is cheaper than to find out which half of it can be believed.
 *
 * <pre>
 *                   start                    P               end
 *                     v                      v                v
 *  log    [ file ][ file ][ file . . . . . . . . . . . . . . .|torn, 0 0 0 ][ prepared: 0 0 0 ]
 *                         |<---------- walked, CRCs ---------->|
 *  queues  u  u  u  u  u  |u  u  u  u  u  u  u  u  u  u  .  .  .
 *          counted        |cut off, made anew by the walk
 *
 *  1  mark the folder as in use              (before this class: the abort file)
 *  2  end each queue behind its last written unit
 *  3  count: does the census of the checkpoint find all queues, each as far as it was at P?
 *  4  start: after a crash the file of P, after a clean stop the end of the farthest queue,
 *     and the beginning of the log when step 3 found something missing
 *  5  cut the queues at the start, walk the log from there, dispatch each record
 *  6  a record shows that its queue lacks older units: once more from the beginning
 *  7  cut index and log at the end of the log, leave zeros behind it
 *  8  bring the queues to the disk
 * </pre>
 *
 * P is the newest record of which the checkpoint knows that its units are on the disk.
 *
 * <p><b>Why each step may be repeated.</b> A crash in the middle leads back to step 1, because the
 * abort file goes last of all, when everything is flushed and dispatched. Steps 2, 5 and 7 only
 * take away what lies behind a place that stays the same: the log is not written, so it ends where
 * it ended. Files go from behind, so that no hole is left. Dispatchers ignore what they have
 * (DI-2). Before the queues are cut the checkpoint is set back to the start, and it moves on only
 * after the queues were flushed, so it never vouches for units that were rebuilt in memory alone. A
 * second recovery finds nothing to do and changes no byte.
 *
 * <p><b>The price.</b> After a crash at most one file of the log and what came after the last
 * checkpoint (a minute) is read. When a queue is missing, or the checkpoint, it is all of the log:
 * a second or so for each gigabyte in the page cache, else as fast as the disk reads. A whole
 * record behind a broken one is given up, as the official broker does; under sync flush only
 * records that nobody was told of can lie there. And the format protects bodies only: a bit that
 * flips in a header or in the properties may pass, unless {@code enabledAppendPropCRC} and {@code
 * forceVerifyPropCRC} add and demand a checksum over the whole record.
 *
 * <p>Runs once, on the thread that loads the store. Official counterpart: the recovery methods of
 * {@code org.apache.rocketmq.store.DefaultMessageStore}.
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
  private final RecordCheck recordCheck;
  private final CommitLogDispatcher dispatcher;
  private boolean wipe;
  private boolean counted;
  private long countedTo;
  private boolean unitsMissing;

  StoreRecovery(
      MappedFileQueue log,
      ConsumeQueueStore queues,
      IndexRecovery indexRecovery,
      StoreCheckpoint checkpoint,
      CommitLogRecovery recovery,
      RecordCheck recordCheck,
      CommitLogDispatcher dispatcher) {
    this.log = log;
    this.queues = queues;
    this.indexRecovery = indexRecovery;
    this.checkpoint = checkpoint;
    this.recovery = recovery;
    this.recordCheck = recordCheck;
    this.dispatcher = dispatcher;
  }

  /**
   * @param lastExitOk whether the last owner closed the store properly
   */
  CommitLogRecovery.Result recover(boolean lastExitOk) throws IOException {
    wipe = !lastExitOk;
    countedTo = checkpoint.logicsPhysicalOffset();
    boolean whole = endQueues();
    OptionalLong census = checkpoint.census();
    long found = queues.census(countedTo);
    counted = census.isPresent() && census.getAsLong() == found;
    boolean trusted = whole && (counted || census.isEmpty());
    long from = !trusted ? log.minOffset() : lastExitOk ? endOfQueues() : startAfterCrash();
    if (wipe && from > log.minOffset()) {
      // If this recovery is killed, the next one must not miss what is cut off now.
      checkpoint.queuesEndBefore(from);
      checkpoint.counted(queues.census(checkpoint.logicsPhysicalOffset()));
      checkpoint.save();
    }
    indexRecovery.catchUp(from);
    CommitLogRecovery.Result result = walk(from);
    if (unitsMissing && from > log.minOffset()) {
      result = walk(log.minOffset());
    }
    for (UnitQueue queue : queues.all()) {
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

  private long startAfterCrash() {
    try (LogSegments files = new LogSegments(log, log.minOffset())) {
      return files.segments().isEmpty()
          ? log.minOffset()
          : recovery.start(files.segments(), checkpoint::isBeforeFlushed);
    }
  }

  /** Makes all that the queues say about the log behind {@code from} anew. */
  private CommitLogRecovery.Result walk(long from) throws IOException {
    for (UnitQueue queue : queues.all()) {
      queue.truncate(from, wipe);
    }
    unitsMissing = false;
    boolean complete = from <= log.minOffset();
    try (LogSegments rest = new LogSegments(log, from)) {
      return rest.segments().isEmpty()
          ? CommitLogRecovery.Result.startingAt(from)
          : recovery.recover(rest.segments(), recordCheck, record -> dispatch(record, complete));
    }
  }

  private void dispatch(DispatchRequest record, boolean complete) throws IOException {
    if (record.hasQueueEntry()) {
      UnitQueue queue = queues.find(record.topic(), record.queueId());
      if (counted && !queues.contains(queue) && record.physicalOffset() <= countedTo) {
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
