package io.glassmq.store;

import io.glassmq.common.Clock;
import io.glassmq.common.thread.Agent;
import io.glassmq.common.thread.ServiceThread;
import java.io.IOException;

/**
 * Flushes in the background: at an interval if enough has come together, and after a longer time
 * whatever there is. Sleeps for as long as nothing is dirty.
 *
 * <p>Two of them run: one for the log under async flush, one for the consume queues. Official
 * counterpart: {@code org.apache.rocketmq.store.CommitLog$FlushRealTimeService}.
 */
final class FlushRealTimeService implements Agent {

  /** Brings something to the disk. A seam: tests count how often. */
  @FunctionalInterface
  interface Action {
    /**
     * @param leastPages do nothing if fewer pages wait; 0 to flush whatever waits
     * @return whether nothing waits any more
     */
    boolean flush(int leastPages) throws IOException;
  }

  private final Action action;
  private final int intervalMillis;
  private final int leastPages;
  private final int thoroughMillis;
  private final Clock clock;
  private final ServiceThread thread;
  private volatile boolean dirty;
  private long dirtySince;
  private long lastRound;

  FlushRealTimeService(
      String name,
      Action action,
      int intervalMillis,
      int leastPages,
      int thoroughMillis,
      Clock clock) {
    this.action = action;
    this.intervalMillis = intervalMillis;
    this.leastPages = leastPages;
    this.thoroughMillis = thoroughMillis;
    this.clock = clock;
    this.thread = new ServiceThread(name, this, this::idleMillis);
  }

  static FlushRealTimeService ofLog(Action action, StoreConfig config, Clock clock) {
    return new FlushRealTimeService(
        "FlushRealTimeService",
        action,
        config.flushCommitLogMillis(),
        config.flushCommitLogLeastPages(),
        config.flushCommitLogThoroughMillis(),
        clock);
  }

  static FlushRealTimeService ofQueues(Action action, StoreConfig config, Clock clock) {
    return new FlushRealTimeService(
        "FlushConsumeQueueService",
        action,
        config.flushConsumeQueueMillis(),
        config.flushConsumeQueueLeastPages(),
        config.flushConsumeQueueThoroughMillis(),
        clock);
  }

  void start() {
    thread.start();
  }

  void shutdown() {
    thread.shutdown(5_000);
  }

  /** Something was written. Called for every message, so it is one look at a flag most times. */
  void markDirty() {
    if (!dirty) {
      dirty = true;
      thread.wakeup();
    }
  }

  @Override
  public int doWork() throws IOException {
    long now = clock.millis();
    if (!dirty) {
      dirtySince = 0;
      return 0;
    }
    if (dirtySince == 0) {
      dirtySince = now;
      lastRound = now;
    }
    if (Math.abs(now - lastRound) >= intervalMillis) {
      lastRound = now;
      boolean thorough = Math.abs(now - dirtySince) >= thoroughMillis;
      dirty = false;
      boolean clean = false;
      try {
        clean = action.flush(thorough ? 0 : leastPages);
      } finally {
        dirty |= !clean;
      }
      dirtySince = clean ? 0 : dirtySince;
    }
    return 0;
  }

  private long idleMillis() {
    if (!dirty) {
      return ServiceThread.UNTIL_WOKEN;
    }
    long waited = Math.abs(clock.millis() - lastRound);
    return dirtySince == 0 ? 1 : Math.max(1, intervalMillis - waited);
  }
}
