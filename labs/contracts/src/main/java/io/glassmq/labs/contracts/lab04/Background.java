package io.glassmq.labs.contracts.lab04;

import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** Something that a test does on a thread of its own. */
final class Background {
  private static final long LIMIT_MILLIS = 5_000;

  private final Thread thread;
  private volatile Throwable failure;

  private Background(String name, Runnable work) {
    thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((any, thrown) -> failure = thrown);
  }

  static Background start(String name, Runnable work) {
    var background = new Background(name, work);
    background.thread.start();
    return background;
  }

  /** Returns when the thread stands still, at a lock or a latch, or has ended. */
  void awaitStandstill() {
    await()
        .pollInterval(Duration.ofMillis(1))
        .until(() -> !isRunning() || thread.getState() == Thread.State.WAITING);
  }

  boolean isRunning() {
    return thread.isAlive();
  }

  /** Waits for the end; fails if there is none, or if the work failed. */
  void join() throws InterruptedException {
    thread.join(LIMIT_MILLIS);
    if (isRunning()) {
      fail(
          "[%s] still stands after %d ms, at %s",
          thread.getName(), LIMIT_MILLIS, thread.getStackTrace()[0]);
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
