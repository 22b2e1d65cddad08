package io.glassmq.broker;

import io.glassmq.broker.offset.ConsumerOffsetManager;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.common.Clock;
import io.glassmq.common.TopicConfig;
import io.glassmq.remoting.protocol.body.BrokerStatsData;
import io.glassmq.remoting.protocol.body.BrokerStatsItem;
import io.glassmq.store.MessageStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many messages each topic takes in and each group takes out, over the last minute, hour and
 * day. Sends are not counted: what a topic has taken in is the sum of its queues' ends.
 *
 * <p>Thread-safe; one thread calls {@link #sample} every ten seconds. Official counterpart: {@code
 * org.apache.rocketmq.store.stats.BrokerStatsManager}.
 */
public final class BrokerStatsManager {
  private final TopicConfigManager topics;
  private final ConsumerOffsetManager offsets;
  private final MessageStore store;
  private final Clock clock;
  private final Map<String, Counter> counters = new HashMap<>();
  private boolean sampled;

  public BrokerStatsManager(
      TopicConfigManager topics, ConsumerOffsetManager offsets, MessageStore store, Clock clock) {
    this.topics = topics;
    this.offsets = offsets;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Looks at all totals, and forgets what is gone. The first time must be before the first send.
   */
  public synchronized void sample() {
    Map<String, Long> totals = offsets.fetchedTotals();
    for (TopicConfig topic : topics.snapshot().topicConfigTable().values()) {
      totals.put(topic.topicName(), taken(topic));
    }
    counters.keySet().retainAll(totals.keySet());
    totals.forEach((key, total) -> counter(key, total).sample(clock.millis(), total));
    sampled = true;
  }

  /** What comes up while we run began with nothing. */
  private Counter counter(String key, long total) {
    return counters.computeIfAbsent(
        key, ignored -> new Counter(clock.millis(), sampled ? 0 : total));
  }

  private long taken(TopicConfig topic) {
    long total = 0;
    for (int id = 0; id < Math.max(topic.readQueueNums(), topic.writeQueueNums()); id++) {
      total += store.getMaxOffsetInQueue(topic.topicName(), id);
    }
    return total;
  }

  /** What a topic takes in; empty if there is no such topic. */
  public Optional<BrokerStatsData> topicPutNums(String topic) {
    return Optional.ofNullable(topics.selectTopicConfig(topic))
        .map(config -> data(topic, taken(config)));
  }

  /** What a group takes out of a topic; empty if it never did since we run. */
  public Optional<BrokerStatsData> groupGetNums(String topic, String group) {
    String key = ConsumerOffsetManager.key(topic, group);
    return Optional.ofNullable(offsets.fetchedTotals().get(key)).map(total -> data(key, total));
  }

  private synchronized BrokerStatsData data(String key, long total) {
    Counter counter = counter(key, total);
    long now = clock.millis();
    return new BrokerStatsData(
        counter.minute.until(now, total),
        counter.hour.until(now, total),
        counter.day.until(now, total));
  }

  /** The totals of one topic or group in the past. */
  private static final class Counter {
    private final Window minute;
    private final Window hour;
    private final Window day;

    Counter(long millis, long total) {
      minute = new Window(10_000, 6, millis, total);
      hour = new Window(600_000, 6, millis, total);
      day = new Window(3_600_000, 24, millis, total);
    }

    void sample(long millis, long total) {
      minute.sample(millis, total);
      hour.sample(millis, total);
      day.sample(millis, total);
    }
  }

  /** Samples at equal distances, as many as fill a span of time. */
  private static final class Window {
    private final long stepMillis;
    private final int steps;
    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long millis, long total) {}

    Window(long stepMillis, int steps, long millis, long total) {
      this.stepMillis = stepMillis;
      this.steps = steps;
      samples.add(new Sample(millis, total));
    }

    void sample(long millis, long total) {
      if (millis - samples.getLast().millis >= stepMillis) {
        samples.addLast(new Sample(millis, total));
        if (samples.size() > steps) {
          samples.removeFirst();
        }
      }
    }

    BrokerStatsItem until(long millis, long total) {
      Sample since = samples.getFirst();
      long sum = Math.max(0, total - since.total); // a topic made anew begins at 0 again
      double seconds = Math.max(stepMillis, millis - since.millis) / 1000.0;
      return new BrokerStatsItem(sum, sum / seconds, sum == 0 ? 0 : 1);
    }
  }
}
