package io.glassmq.client.impl.consumer;

import io.glassmq.common.thread.NamedThreadFactory;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jetbrains.annotations.Async;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one push consumer that call its listener, and one that waits for what is to come
 * later.
 *
 * <p>Owns {@code ConsumeMessageThread_<group>_<n>} and {@code
 * ConsumeMessageScheduledThread_<group>_1}; both come with the first work. The queue of waiting
 * work is bounded by the flow control of pulling.
 */
final class ConsumePool {
  private static final Logger LOG = LoggerFactory.getLogger(ConsumePool.class);
  private static final int MAX_GROUP_CHARS = 100;
  private static final long REJECTED_DELAY_MILLIS = 5_000;
  private static final long INTERRUPTED_MILLIS = 1_000;

  private final ThreadPoolExecutor threads;
  private final ScheduledThreadPoolExecutor later;

  ConsumePool(String group, int coreThreads, int maxThreads) {
    String name = group.substring(0, Math.min(group.length(), MAX_GROUP_CHARS)) + "_";
    this.threads =
        new ThreadPoolExecutor(
            coreThreads,
            maxThreads,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            new NamedThreadFactory("ConsumeMessageThread_" + name));
    this.later =
        new ScheduledThreadPoolExecutor(
            1,
            new NamedThreadFactory("ConsumeMessageScheduledThread_" + name),
            new ThreadPoolExecutor.DiscardPolicy());
    later.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Runs work as soon as a thread is free; after {@link #shutdown} not at all. */
  void execute(@Async.Schedule Runnable work) {
    try {
      threads.execute(work);
    } catch (RejectedExecutionException e) {
      if (!isShutdown()) {
        executeLater(work, REJECTED_DELAY_MILLIS);
      }
    }
  }

  /** Runs work on a thread of the pool, after a while. */
  void executeLater(@Async.Schedule Runnable work, long delayMillis) {
    later.schedule(() -> execute(work), delayMillis, TimeUnit.MILLISECONDS);
  }

  /** Runs work on the one thread for such, after a while; it need not wait for a listener. */
  void schedule(@Async.Schedule Runnable work, long delayMillis) {
    later.schedule(() -> guarded(work), delayMillis, TimeUnit.MILLISECONDS);
  }

  /** Runs work on the one thread for such, again and again. */
  void repeat(Runnable work, long firstAfterMillis, long intervalMillis) {
    later.scheduleAtFixedRate(
        () -> guarded(work), firstAfterMillis, intervalMillis, TimeUnit.MILLISECONDS);
  }

  private void guarded(@Async.Execute Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("{}: work failed", Thread.currentThread().getName(), e);
    }
  }

  boolean isShutdown() {
    return threads.isShutdown();
  }

  int corePoolSize() {
    return threads.getCorePoolSize();
  }

  void corePoolSize(int size) {
    threads.setCorePoolSize(size);
  }

  /**
   * Takes no more work, drops what waits, and lets running work end; what takes longer than {@code
   * awaitMillis} is interrupted.
   */
  void shutdown(long awaitMillis) throws InterruptedException {
    later.shutdown();
    threads.shutdown();
    threads.getQueue().clear();
    if (!threads.awaitTermination(awaitMillis, TimeUnit.MILLISECONDS)) {
      threads.shutdownNow();
      threads.awaitTermination(INTERRUPTED_MILLIS, TimeUnit.MILLISECONDS);
    }
  }
}
