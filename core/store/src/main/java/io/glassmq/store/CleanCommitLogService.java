package io.glassmq.store;

import io.glassmq.common.Clock;
import io.glassmq.common.thread.Agent;
import io.glassmq.common.thread.ServiceThread;
import io.glassmq.store.RetentionPolicy.Deletion;
import io.glassmq.store.logfile.MappedFile;
import io.glassmq.store.logfile.MappedFileQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets old messages: deletes the oldest files of the log when {@link RetentionPolicy} says so,
 * then lets {@link CleanConsumeQueueService} delete what pointed there.
 *
 * <p><b>The idea.</b> A log forgets whole files. Messages are never deleted one by one: that would
 * mean to write where only reading is done, and to keep a list of holes. To forget a file of
 * thousands of messages is one call to the file system, and since the offsets are in the names of
 * the files, nothing that stays has to be told. The price: a message lives somewhat longer than it
 * has to, until the youngest message of its file is old enough.
 *
 * <pre>
 *  log     [ 0 ][ 1 ][ 2 ][ 3 ]       [ 2 ][ 3 ]     1. files go, the log begins at file 2
 *  queue   [ 0 1 1 2 ][ 3 3 ]     ->  [ . . . 2 ][ 3 3 ]  2. min offset moves, then files go
 *  index   [ 0..1 ][ 1..3 ]           [ 1..3 ]       3. files go that end before file 2
 * </pre>
 *
 * <p><b>Log first.</b> The log is the truth and all else is derived from it. A unit that points to
 * a file that is gone is understood by everybody: the reader answers "was removed", the next start
 * moves the min offset. A record that no unit points to any more would be lost while it is still
 * there. So a crash between any two deletions leaves nothing that needs repair.
 *
 * <p><b>Never the last file, never what was not dispatched.</b> The last file says where the log
 * ends; without it the store would give old offsets to new messages. For the same reason the last
 * file of each queue stays: its end is the offset that the next message gets. A file that the
 * dispatcher has not read to its end holds messages that no consumer could have found.
 *
 * <p><b>Readers.</b> A deleted file leaves the list at once, and nobody finds it any more; whoever
 * holds a slice keeps the mapping, and the disk keeps the bytes, until the slice is released. No
 * reader waits and none is thrown out: there are no files that hang between life and death.
 *
 * <p><b>How much.</b> The disk is looked at again before each single file, so that a full disk
 * costs no more messages than needed. But bytes that a slow reader holds do not come back at once,
 * which is why a round ends after {@code deleteFileBatchMax} files.
 *
 * <p>Runs on the thread {@code CleanCommitLogService}, every {@code cleanResourceInterval} or when
 * an administrator asks. Official counterpart: {@code
 * org.apache.rocketmq.store.DefaultMessageStore$CleanCommitLogService}.
 */
final class CleanCommitLogService implements Agent {
  private static final Logger LOG = LoggerFactory.getLogger(CleanCommitLogService.class);

  private final MappedFileQueue log;
  private final LongSupplier dispatchedOffset;
  private final CleanConsumeQueueService derived;
  private final DiskGuard disk;
  private final RetentionPolicy policy;
  private final Clock clock;
  private final ServiceThread thread;
  private volatile boolean asked;

  /**
   * @param dispatchedOffset up to where the log has been dispatched
   * @param derived cleaned after the log
   */
  CleanCommitLogService(
      MappedFileQueue log,
      LongSupplier dispatchedOffset,
      CleanConsumeQueueService derived,
      DiskGuard disk,
      RetentionPolicy policy,
      Clock clock) {
    this.log = log;
    this.dispatchedOffset = dispatchedOffset;
    this.derived = derived;
    this.disk = disk;
    this.policy = policy;
    this.clock = clock;
    this.thread = new ServiceThread("CleanCommitLogService", this, policy.config().roundMillis());
  }

  void start() {
    thread.start();
  }

  void shutdown() {
    thread.shutdown(5_000);
  }

  /** The next round comes now. */
  void wakeup() {
    thread.wakeup();
  }

  /** Expired files go now, and not at their hour. */
  void deleteExpiredNow() {
    asked = true;
    wakeup();
  }

  /** One round; 0, because the next one has time. */
  @Override
  public int doWork() throws IOException {
    int left = policy.config().deleteFileBatchMax();
    while (left > 0 && deleteOldest(decide())) {
      left--;
    }
    if (asked && !isOldestExpired()) {
      asked = false;
    }
    derived.doWork();
    return 0;
  }

  private Deletion decide() {
    int hour = Instant.ofEpochMilli(clock.millis()).atZone(ZoneId.systemDefault()).getHour();
    return policy.decide(hour, disk.look(), asked);
  }

  private boolean deleteOldest(Deletion which) throws IOException {
    // region ch06 delete-oldest
    MappedFile[] files = log.files();
    if (which == Deletion.NOTHING
        || files.length < 2
        || files[1].startOffset() > dispatchedOffset.getAsLong()) {
      return false;
    }
    boolean expired = isExpired(files[0]);
    if (which == Deletion.EXPIRED && !expired) {
      return false;
    }
    if (expired) {
      LOG.info("{} has expired and goes", files[0]);
    } else {
      LOG.warn("{} goes before its time, for the disk is nearly full", files[0]);
    }
    return log.deleteFirst();
    // endregion
  }

  private boolean isOldestExpired() throws IOException {
    MappedFile[] files = log.files();
    return files.length > 1 && isExpired(files[0]);
  }

  /** A file that somebody has deleted by hand has expired, too. */
  private boolean isExpired(MappedFile file) throws IOException {
    return Files.notExists(file.path())
        || policy.isExpired(Files.getLastModifiedTime(file.path()).toMillis(), clock.millis());
  }
}
