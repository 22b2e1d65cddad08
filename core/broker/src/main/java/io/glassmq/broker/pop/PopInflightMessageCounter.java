package io.glassmq.broker.pop;

import io.glassmq.broker.offset.PopQueue;
import io.glassmq.common.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * How many messages of each queue are in consumers' hands. An estimate: what was popped before this
 * process began is left out.
 *
 * <p>Thread-safe.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.processor.PopInflightMessageCounter}.
 */
public final class PopInflightMessageCounter {
  private final Map<PopQueue, AtomicLong> counts = new ConcurrentHashMap<>();
  private final long startMillis;

  public PopInflightMessageCounter(Clock clock) {
    this.startMillis = clock.millis();
  }

  /** So many more were handed out. */
  public void increment(PopQueue queue, int messages) {
    counts.computeIfAbsent(queue, key -> new AtomicLong()).addAndGet(messages);
  }

  /**
   * So many are done, or go back.
   *
   * @param popTime when they were popped
   */
  public void decrement(PopQueue queue, long popTime, int messages) {
    AtomicLong count = popTime < startMillis ? null : counts.get(queue);
    if (count != null) {
      count.updateAndGet(before -> Math.max(0, before - messages));
    }
  }

  /** What was handed out does not count any more. */
  public void clear(PopQueue queue) {
    counts.remove(queue);
  }

  /** The same for many queues. */
  public void clear(Predicate<PopQueue> gone) {
    counts.keySet().removeIf(gone);
  }

  public long get(PopQueue queue) {
    AtomicLong count = counts.get(queue);
    return count == null ? 0 : count.get();
  }
}
