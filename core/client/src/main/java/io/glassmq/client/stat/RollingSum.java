package io.glassmq.client.stat;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The sum of what came in lately: a ring of buckets, each for a stretch of time, that fall out as
 * time goes on.
 *
 * <p>Thread-safe without a lock. What is added in the very moment in which a bucket is taken into
 * use again may be lost: good enough for figures that people look at.
 */
final class RollingSum {
  private final long bucketMillis;
  private final AtomicLongArray sums;
  private final AtomicLongArray epochs;

  RollingSum(long bucketMillis, int buckets) {
    this.bucketMillis = bucketMillis;
    this.sums = new AtomicLongArray(buckets);
    this.epochs = new AtomicLongArray(buckets);
  }

  void add(long nowMillis, long amount) {
    long epoch = nowMillis / bucketMillis;
    int slot = (int) (epoch % sums.length());
    long before = epochs.get(slot);
    if (before != epoch && epochs.compareAndSet(slot, before, epoch)) {
      sums.set(slot, 0);
    }
    sums.addAndGet(slot, amount);
  }

  /** Of all buckets that are not yet too old. */
  long sum(long nowMillis) {
    long oldest = nowMillis / bucketMillis - sums.length() + 1;
    long sum = 0;
    for (int slot = 0; slot < sums.length(); slot++) {
      if (epochs.get(slot) >= oldest) {
        sum += sums.get(slot);
      }
    }
    return sum;
  }
}
