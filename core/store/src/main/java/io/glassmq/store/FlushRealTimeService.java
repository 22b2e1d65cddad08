package io.glassmq.store;

import io.glassmq.common.Clock;
import io.glassmq.common.thread.Agent;
import io.glassmq.common.thread.ServiceThread;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves bytes on towards the disk in the background: at an interval if enough has come together,
 * and after a longer time whatever there is. Sleeps for as long as nothing is dirty. A failure is
 * logged once, and tried again at each interval.
 *
 * <p>Three kinds run: one for the consume queues; under async flush one for the log; with an
 * off-heap write buffer one that commits it. Official counterparts: {@code
 * org.apache.rocketmq.store.CommitLog$FlushRealTimeService}, {@code
 * org.apache.rocketmq.store.CommitLog$CommitRealTimeService}.
 */
final class FlushRealTimeService implements Agent {
  private static final Logger LOG = LoggerFactory.getLogger(FlushRealTimeService.class);

  /** Brings something to the disk. A seam: tests count how often. */
  @FunctionalInterface
  interface Action {
    /**
     * @param leastPages do nothing if fewer pages wait; 0 to flush whatever waits
     * @return whether nothing waits any more
     */
    boolean flush(int leastPages) throws IOException;
  }

  private final String name;
  private final Action action;
  private final int intervalMillis;
  private final int leastPages;
  private final int thoroughMillis;
  private final Clock clock;
  private final ServiceThread thread;
  private volatile boolean dirty;
  private boolean failing;
  private long dirtySince;
  private long lastRound;

  FlushRealTimeService(
      String name,
      Action action,
      int intervalMillis,
      int leastPages,
      int thoroughMillis,
      Clock clock) {
    this.name = name;
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

  static FlushRealTimeService ofBuffer(Action action, StoreConfig config, Clock clock) {
    return new FlushRealTimeService(
        "CommitRealTimeService",
        action,
        config.transientStorePool().commitMillis(),
        config.transientStorePool().commitLeastPages(),
        config.transientStorePool().commitThoroughMillis(),
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
  public int doWork() {
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
      boolean clean = flush(thorough ? 0 : leastPages);
      dirty |= !clean;
      dirtySince = clean ? 0 : dirtySince;
    }
    return 0;
  }

  private boolean flush(int atLeastPages) {
    try {
      boolean clean = action.flush(atLeastPages);
      if (failing) {
        LOG.warn("{}: works again", name);
      }
      failing = false;
      return clean;
    } catch (IOException | InternalError e) { // InternalError: a mapped page that the disk refuses
      if (!failing) {
        LOG.error(
            "{}: failed; tried again every {} ms without more words", name, intervalMillis, e);
      }
      failing = true;
      return false;
    }
  }

  private long idleMillis() {
    if (!dirty) {
      return ServiceThread.UNTIL_WOKEN;
    }
    long waited = Math.abs(clock.millis() - lastRound);
    return dirtySince == 0 ? 1 : Math.max(1, intervalMillis - waited);
  }
}
