package io.glassmq.common.thread;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One named thread that runs an {@link Agent}: works while there is work, then sleeps until {@link
 * #wakeup()} or until its idle time is over.
 *
 * <p>{@code wakeup} may be called by any thread and costs next to nothing while the agent is awake.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.ServiceThread}.
 */
public final class ServiceThread {
  /** Sleep until somebody calls {@link #wakeup()}. */
  public static final long UNTIL_WOKEN = Long.MAX_VALUE;

  private static final Logger LOG = LoggerFactory.getLogger(ServiceThread.class);

  private final Agent agent;
  private final LongSupplier idleMillis;
  private final Thread thread;
  private final Semaphore signal = new Semaphore(0);
  private volatile boolean running;

  /**
   * @param name of the thread; the official one where there is one
   * @param agent the work
   * @param idleMillis longest sleep between two rounds without work, 1 or more; {@link
   *     #UNTIL_WOKEN} for none
   */
  public ServiceThread(String name, Agent agent, long idleMillis) {
    this(name, agent, () -> idleMillis);
  }

  /**
   * @param idleMillis asked before each sleep, by the thread itself: the longest sleep; zero or
   *     less for none, {@link #UNTIL_WOKEN} for "until somebody calls"
   */
  public ServiceThread(String name, Agent agent, LongSupplier idleMillis) {
    this.agent = agent;
    this.idleMillis = idleMillis;
    this.thread = new Thread(this::run, name);
    this.thread.setDaemon(true);
  }

  public void start() {
    running = true;
    thread.start();
  }

  /** There may be work: the agent runs at least once after this call. */
  public void wakeup() {
    if (signal.availablePermits() == 0) {
      signal.release();
    }
  }

  /** Lets the current round end, then ends the thread; waits at most {@code millis} for it. */
  public void shutdown(long millis) {
    running = false;
    wakeup();
    if (thread == Thread.currentThread() || !thread.isAlive()) {
      return;
    }
    try {
      thread.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.warn("{} still runs {} ms after it was told to stop", thread.getName(), millis);
    }
  }

  private void run() {
    while (running) {
      int done = 0;
      try {
        done = agent.doWork();
      } catch (InterruptedException e) {
        return;
      } catch (Throwable e) { // an Error too: others count on this thread, and would wait for ever
        LOG.error("{}: a round failed; the next one comes as usual", thread.getName(), e);
      }
      if (done == 0 && !sleep()) {
        return;
      }
    }
  }

  private boolean sleep() {
    try {
      long millis = idleMillis.getAsLong();
      if (millis == UNTIL_WOKEN) {
        signal.acquire();
      } else {
        signal.tryAcquire(millis, TimeUnit.MILLISECONDS);
      }
      signal.drainPermits();
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return thread.getName() + (running ? " running" : " stopped");
  }
}
