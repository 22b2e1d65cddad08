package io.glassmq.broker;

import io.glassmq.common.Clock;
import io.glassmq.store.StoreStats;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Rates and daily totals out of the store's counters. A sample is taken about every ten seconds and
 * kept for ten minutes.
 *
 * <p>Thread-safe. Official counterpart: {@code org.apache.rocketmq.store.stats.BrokerStats}.
 */
public final class BrokerStats {
  private static final long[] SPANS_MILLIS = {10_000, 60_000, 600_000};
  private static final long DAY_MILLIS = 86_400_000;

  private final Supplier<StoreStats> counters;
  private final Clock clock;
  private final Deque<Sample> samples = new ArrayDeque<>();
  private Sample today;
  private Sample yesterday;

  private record Sample(long millis, StoreStats stats) {}

  /** Totals at the last two midnights (UTC) that this process has seen. */
  record Mornings(StoreStats yesterday, StoreStats today) {}

  public BrokerStats(Supplier<StoreStats> counters, Clock clock) {
    this.counters = counters;
    this.clock = clock;
    this.today = new Sample(clock.millis(), counters.get());
    this.yesterday = today;
    samples.add(today);
  }

  /** Looks at the counters; called every ten seconds. */
  public synchronized void sample() {
    long now = clock.millis();
    var fresh = new Sample(now, counters.get());
    samples.addLast(fresh);
    long longest = SPANS_MILLIS[SPANS_MILLIS.length - 1];
    while (now - samples.getFirst().millis > longest) {
      samples.removeFirst();
    }
    if (now / DAY_MILLIS > today.millis / DAY_MILLIS) {
      yesterday = today;
      today = fresh;
    }
  }

  synchronized Mornings mornings() {
    return new Mornings(yesterday.stats, today.stats);
  }

  /** What was counted per second over the last 10 seconds, minute and ten minutes. */
  synchronized String rates(ToLongFunction<StoreStats> counter) {
    long now = clock.millis();
    long total = counter.applyAsLong(counters.get());
    var text = new StringBuilder();
    for (long span : SPANS_MILLIS) {
      Sample since = atLeast(span, now);
      double seconds = Math.max(1, now - since.millis) / 1000.0;
      double rate = (total - counter.applyAsLong(since.stats)) / seconds;
      text.append(text.isEmpty() ? "" : " ").append(String.format(Locale.ROOT, "%.2f", rate));
    }
    return text.toString();
  }

  /** The youngest sample that is so old, or the oldest of all. */
  private Sample atLeast(long spanMillis, long now) {
    Iterator<Sample> youngestFirst = samples.descendingIterator();
    Sample sample = samples.getLast();
    while (youngestFirst.hasNext() && now - sample.millis < spanMillis) {
      sample = youngestFirst.next();
    }
    return sample;
  }
}
