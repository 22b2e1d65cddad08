package io.glassmq.common.thread;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A fixed number of named threads behind a queue of limited length. What does not fit is rejected;
 * threads end after a minute without work, so an idle server keeps none.
 */
public final class BoundedThreadPool extends ThreadPoolExecutor {
  private final String prefix;

  /**
   * @param prefix of the threads' names; numbers from 1 follow
   * @param threads at most, 1 or more
   * @param queueCapacity tasks that may wait, 1 or more
   */
  public BoundedThreadPool(String prefix, int threads, int queueCapacity) {
    super(
        threads,
        threads,
        1,
        TimeUnit.MINUTES,
        new LinkedBlockingQueue<>(queueCapacity),
        new NamedThreadFactory(prefix));
    allowCoreThreadTimeOut(true);
    this.prefix = prefix;
  }

  /** How its threads are called, with {@code <n>} for the number. */
  public String threadNames() {
    return prefix + "<n>";
  }
}
