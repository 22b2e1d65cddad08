package io.glassmq.client.impl.consumer;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waiting inside a listener of a test. */
final class Waiting {
  private Waiting() {}

  static void until(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody came");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Something that may be interrupted, but is not in this test. */
  interface Interruptible {
    void run() throws InterruptedException;
  }

  static void quietly(Interruptible work) {
    try {
      work.run();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }
}
