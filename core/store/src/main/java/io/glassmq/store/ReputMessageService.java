package io.glassmq.store;

import io.glassmq.common.event.DispatchEvent;
import io.glassmq.common.thread.Agent;
import io.glassmq.common.thread.ServiceThread;
import io.glassmq.store.logfile.MappedFileQueue;
import io.glassmq.store.logfile.MappedSlice;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log behind the senders and files each record: first in its consume queue, then with the
 * other dispatchers; at last it tells the listener that a message has arrived.
 *
 * <h2>The idea</h2>
 *
 * The log is the truth, all else is derived from it. A sender writes one record into one file and
 * is done; where the message belongs is written down later, from what the record itself says:
 *
 * <pre>
 *   senders --append--> log ...[record][record][record]
 *                                 ^ reputFromOffset     ^ readable end
 *                                 |
 *                                 '--> consume queue --> index, others --> listener wakes readers
 * </pre>
 *
 * So no sender waits for the files of queues and index, a crash can lose none of them for good
 * (what is missing is made again from the log, by this same way), and a new kind of index is one
 * more {@link CommitLogDispatcher}.
 *
 * <h2>The concurrency</h2>
 *
 * One thread walks the log in order, so queues need no lock against each other's writers and an
 * offset never overtakes a smaller one. It shares nothing with the senders but the readable end:
 * that moves on only when a record is whole, and under sync flush only when it is on the disk, for
 * nobody may read a message that a power cut can take back. {@code reputFromOffset} moves on only
 * when every dispatcher has taken the record, so a record that failed comes again, to those too
 * that have it already; they ignore it. The listener comes last, outside of that promise: whoever
 * it wakes finds the message in its queue.
 *
 * <p>Senders only wake the thread, and a message after a quiet time is dispatched at once. After
 * each round it rests for a moment: in a dense stream one wake-up then serves many senders.
 *
 * <h2>The price</h2>
 *
 * A message can be read a little after it was acknowledged, not at the same time. One slow
 * dispatcher holds up all queues, and one that fails stops them: the store then refuses messages
 * that nobody could find, until it works again. And each record is looked at twice, once to write
 * and once to file it, though the second look finds it in the processor's cache as a rule.
 *
 * <p>Runs on the thread {@code ReputMessageService}; the object's lock is held for a round.
 * Official counterpart: {@code org.apache.rocketmq.store.DefaultMessageStore$ReputMessageService}.
 */
final class ReputMessageService implements Agent {
  private static final Logger LOG = LoggerFactory.getLogger(ReputMessageService.class);
  private static final int RETRY_MILLIS = 1_000;

  private static final long REST_NANOS = 200_000;

  private final MappedFileQueue log;
  private final LongSupplier readableEnd;
  private final CommitLogDispatcher dispatcher;
  private final MessageArrivingListener listener;
  private final RunningFlags flags;
  private final ServiceThread thread =
      new ServiceThread("ReputMessageService", this, this::idleMillis);
  private volatile long reputFromOffset;

  /**
   * @param readableEnd how far the log may be read: its end, or under sync flush what is flushed
   */
  ReputMessageService(
      MappedFileQueue log,
      LongSupplier readableEnd,
      CommitLogDispatcher dispatcher,
      MessageArrivingListener listener,
      RunningFlags flags) {
    this.log = log;
    this.readableEnd = readableEnd;
    this.dispatcher = dispatcher;
    this.listener = listener;
    this.flags = flags;
  }

  void start(long fromOffset) {
    reputFromOffset = fromOffset;
    thread.start();
  }

  void shutdown() {
    thread.shutdown(5_000);
  }

  /** Dispatches all that can be read now, on the caller's thread. */
  void catchUp() throws IOException {
    long end = readableEnd.getAsLong();
    while (reputFromOffset < end && doWork() > 0) {
      // one file of the log a round
    }
  }

  /** The log has grown. */
  void wakeup() {
    thread.wakeup();
  }

  /** Everything before this offset of the log is dispatched. */
  long dispatchedOffset() {
    return reputFromOffset;
  }

  /** Bytes of log that wait. */
  long behindBytes() {
    return Math.max(0, readableEnd.getAsLong() - reputFromOffset);
  }

  @Override
  public synchronized int doWork() throws IOException {
    long end = readableEnd.getAsLong();
    MappedSlice slice = reputFromOffset < end ? log.sliceToFileEnd(reputFromOffset) : null;
    if (slice == null) {
      return 0;
    }
    try {
      int done = dispatchAll(slice, end);
      if (flags.has(RunningFlags.WRITE_LOGICS_QUEUE_ERROR)) {
        flags.set(RunningFlags.WRITE_LOGICS_QUEUE_ERROR, false);
      }
      LockSupport.parkNanos(this, REST_NANOS);
      return done;
    } catch (IOException | RuntimeException | Error e) {
      // Taking messages that no consumer can find would lose them: refuse until it works again.
      // That may be never, as with a class that is missing; to skip the record would hide it.
      if (!flags.has(RunningFlags.WRITE_INDEX_FILE_ERROR)) {
        flags.set(RunningFlags.WRITE_LOGICS_QUEUE_ERROR, true);
      }
      throw new IOException("Cannot dispatch the record at " + reputFromOffset + " of " + log, e);
    } finally {
      slice.release();
    }
  }

  private int dispatchAll(MappedSlice slice, long end) throws IOException {
    // region ch05 walk-log
    int done = 0;
    for (int at = 0; at < slice.size() && reputFromOffset < end; done++) {
      var record = new RecordReader(RecordCheck.FORM).read(slice.buffer(), at, reputFromOffset);
      if (record == null) {
        throw new IOException("There is no whole record");
      }
      if (record == DispatchRequest.BLANK) {
        reputFromOffset = log.find(reputFromOffset).startOffset() + log.fileSize();
        return done + 1;
      }
      if (record.physicalEnd() > end) {
        return done;
      }
      dispatch(record);
      at += record.size();
      reputFromOffset = record.physicalEnd();
    }
    return done;
    // endregion
  }

  private void dispatch(DispatchRequest record) throws IOException {
    var event = new DispatchEvent();
    event.begin();
    dispatcher.dispatch(record);
    if (event.shouldCommit()) {
      event.topic = record.topic();
      event.queueId = record.queueId();
      event.queueOffset = record.queueOffset();
      event.physicalOffset = record.physicalOffset();
      event.commit();
    }
    if (record.hasQueueEntry()) {
      tell(record);
    }
  }

  /** Whoever listens may fail; the record is filed all the same. */
  private void tell(DispatchRequest record) {
    try {
      long nextOffset = record.queueOffset() + record.messageCount();
      listener.arriving(record.topic(), record.queueId(), nextOffset, record.tagsCode());
    } catch (RuntimeException | Error e) {
      LOG.error("The listener failed on {}", record, e);
    }
  }

  private long idleMillis() {
    boolean failed =
        flags.has(RunningFlags.WRITE_LOGICS_QUEUE_ERROR | RunningFlags.WRITE_INDEX_FILE_ERROR);
    return failed ? RETRY_MILLIS : ServiceThread.UNTIL_WOKEN;
  }
}
