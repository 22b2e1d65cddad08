package io.glassmq.store;

import io.glassmq.common.StepMode;
import io.glassmq.common.thread.Agent;
import io.glassmq.common.thread.ServiceThread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jetbrains.annotations.Async;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sync flush: every sender waits until its record is on the disk. While one flush runs, the next
 * senders queue up, and the next flush serves them all: so the disk, not the number of senders,
 * sets the pace.
 *
 * <p>Any thread asks; the thread {@code GroupCommitService} flushes and completes the futures.
 * Official counterpart: {@code org.apache.rocketmq.store.CommitLog$GroupCommitService}.
 */
final class GroupCommitService implements Agent {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommitService.class);

  private final FlushRealTimeService.Action action;
  private final int timeoutMillis;
  private final ServiceThread thread =
      new ServiceThread("GroupCommitService", this, ServiceThread.UNTIL_WOKEN);
  private List<CompletableFuture<PutMessageStatus>> waiting = new ArrayList<>();
  private boolean failing;

  GroupCommitService(FlushRealTimeService.Action action, int timeoutMillis) {
    this.action = action;
    this.timeoutMillis = timeoutMillis;
  }

  void start() {
    thread.start();
  }

  void shutdown() {
    thread.shutdown(5_000);
  }

  /**
   * Asks for a flush of everything appended before this call.
   *
   * @return PUT_OK once it is on the disk, FLUSH_DISK_TIMEOUT if that fails or takes too long
   */
  CompletableFuture<PutMessageStatus> flush() {
    var done = new CompletableFuture<PutMessageStatus>();
    enqueue(done);
    thread.wakeup();
    return done.completeOnTimeout(
        PutMessageStatus.FLUSH_DISK_TIMEOUT,
        StepMode.limitMillis(timeoutMillis),
        TimeUnit.MILLISECONDS);
  }

  private synchronized void enqueue(@Async.Schedule CompletableFuture<PutMessageStatus> done) {
    waiting.add(done);
  }

  private synchronized List<CompletableFuture<PutMessageStatus>> takeWaiting() {
    List<CompletableFuture<PutMessageStatus>> taken = waiting;
    waiting = new ArrayList<>();
    return taken;
  }

  @Override
  public int doWork() {
    // region ch04 one-flush-for-all
    List<CompletableFuture<PutMessageStatus>> served = takeWaiting();
    if (!served.isEmpty()) {
      PutMessageStatus status = commit();
      for (CompletableFuture<PutMessageStatus> done : served) {
        complete(done, status);
      }
    }
    return served.size();
    // endregion
  }

  private PutMessageStatus commit() {
    try {
      action.flush(0);
      return PutMessageStatus.PUT_OK;
    } catch (IOException | InternalError e) { // InternalError: a mapped page that the disk refuses
      if (!failing) {
        LOG.error("The log cannot be flushed: its senders are told so, and new ones refused", e);
      }
      failing = true;
      return PutMessageStatus.FLUSH_DISK_TIMEOUT;
    }
  }

  private static void complete(
      @Async.Execute CompletableFuture<PutMessageStatus> done, PutMessageStatus status) {
    done.complete(status);
  }
}
