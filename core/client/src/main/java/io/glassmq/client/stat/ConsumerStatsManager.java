package io.glassmq.client.stat;

import io.glassmq.common.Clock;
import io.glassmq.remoting.protocol.body.ConsumeStatus;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Counts what a consumer fetches and consumes of each topic, for administrators who ask how it is
 * doing. Rates are those of the last minute.
 *
 * <p>Thread-safe. Official counterpart: {@code
 * org.apache.rocketmq.client.stat.ConsumerStatsManager}.
 */
public final class ConsumerStatsManager {
  private static final int SECOND_MILLIS = 1_000;
  private static final int WINDOW_SECONDS = 60;
  private static final int MINUTE_MILLIS = 60_000;
  private static final int HOUR_MINUTES = 60;

  private final Clock clock;
  private final ConcurrentMap<String, Counters> topics = new ConcurrentHashMap<>();

  public ConsumerStatsManager(Clock clock) {
    this.clock = clock;
  }

  private static final class Counters {
    final RollingSum pulls = ofLastMinute();
    final RollingSum pullMillis = ofLastMinute();
    final RollingSum pulled = ofLastMinute();
    final RollingSum calls = ofLastMinute();
    final RollingSum callMillis = ofLastMinute();
    final RollingSum ok = ofLastMinute();
    final RollingSum failed = ofLastMinute();
    final RollingSum failedInHour = new RollingSum(MINUTE_MILLIS, HOUR_MINUTES);

    private static RollingSum ofLastMinute() {
      return new RollingSum(SECOND_MILLIS, WINDOW_SECONDS);
    }
  }

  private Counters of(String topic) {
    Counters known = topics.get(topic);
    return known != null ? known : topics.computeIfAbsent(topic, name -> new Counters());
  }

  /** A pull has brought messages. */
  public void pulled(String topic, long tookMillis, int messages) {
    long now = clock.millis();
    Counters counters = of(topic);
    counters.pulls.add(now, 1);
    counters.pullMillis.add(now, tookMillis);
    counters.pulled.add(now, messages);
  }

  /**
   * The listener has returned.
   *
   * @param ok messages that are done
   * @param failed messages that are to come again
   */
  public void consumed(String topic, long tookMillis, int ok, int failed) {
    long now = clock.millis();
    Counters counters = of(topic);
    counters.calls.add(now, 1);
    counters.callMillis.add(now, tookMillis);
    counters.ok.add(now, ok);
    if (failed > 0) {
      counters.failed.add(now, failed);
      counters.failedInHour.add(now, failed);
    }
  }

  public ConsumeStatus consumeStatus(String topic) {
    Counters counters = topics.get(topic);
    if (counters == null) {
      return new ConsumeStatus(0, 0, 0, 0, 0, 0);
    }
    long now = clock.millis();
    return new ConsumeStatus(
        average(counters.pullMillis.sum(now), counters.pulls.sum(now)),
        perSecond(counters.pulled.sum(now)),
        average(counters.callMillis.sum(now), counters.calls.sum(now)),
        perSecond(counters.ok.sum(now)),
        perSecond(counters.failed.sum(now)),
        counters.failedInHour.sum(now));
  }

  private static double average(long sum, long count) {
    return count == 0 ? 0 : (double) sum / count;
  }

  private static double perSecond(long ofLastMinute) {
    return (double) ofLastMinute / WINDOW_SECONDS;
  }
}
