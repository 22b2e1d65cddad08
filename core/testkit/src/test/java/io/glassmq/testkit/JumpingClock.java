package io.glassmq.testkit;

import io.glassmq.common.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The time of a process that a debugger has held: suddenly much later. Knows which threads have
 * looked at it since. Thread-safe.
 */
final class JumpingClock implements Clock {
  private final Set<String> readers = ConcurrentHashMap.newKeySet();
  private volatile long aheadMillis; // only the test writes

  @Override
  public long millis() {
    long now = System.currentTimeMillis() + aheadMillis;
    readers.add(Thread.currentThread().getName());
    return now;
  }

  void jump(long millis) {
    aheadMillis += millis;
    readers.clear();
  }

  boolean seenBy(String thread) {
    return readers.contains(thread);
  }
}
