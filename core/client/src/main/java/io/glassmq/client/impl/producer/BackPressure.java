package io.glassmq.client.impl.producer;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How much may be on its way to the brokers at the same time: so many messages, so many bytes.
 *
 * <p>Thread-safe and fair.
 */
final class BackPressure {
  private final Semaphore messages;
  private final Semaphore bytes;
  private final int mostBytes;

  BackPressure(int mostMessages, int mostBytes) {
    this.messages = new Semaphore(mostMessages, true);
    this.bytes = new Semaphore(mostBytes, true);
    this.mostBytes = mostBytes;
  }

  /**
   * Waits for room for one message.
   *
   * @return what to run when it is on its way no more, or null when time was up before
   */
  Runnable enter(int size, long timeoutMillis) throws InterruptedException {
    int permits = Math.min(Math.max(1, size), mostBytes);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    if (!messages.tryAcquire(timeoutMillis, TimeUnit.MILLISECONDS)) {
      return null;
    }
    boolean room = false;
    try {
      room = bytes.tryAcquire(permits, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } finally {
      if (!room) {
        messages.release();
      }
    }
    return room ? () -> leave(permits) : null;
  }

  private void leave(int permits) {
    bytes.release(permits);
    messages.release();
  }
}
