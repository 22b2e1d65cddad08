package io.glassmq.broker.offset;

import io.glassmq.broker.subscription.SubscriptionGroupManager;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.common.Clock;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.thread.Agent;
import io.glassmq.remoting.protocol.ConfigFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What the groups that pop in order got last from each queue: {@code consumerOrderInfo.json} and
 * the table in memory. An ordered pop writes no check point; this is all that is known of it.
 *
 * <p>Thread-safe: each call is one step; callers let pops and acknowledgements of one queue take
 * turns. One thread calls {@link #doWork()}, which writes the file when something changed; what
 * changes between the last writing and a crash is forgotten, and the messages from the group's
 * offset on are delivered again.
 *
 * <p>Official counterpart: {@code
 * org.apache.rocketmq.broker.pop.orderly.QueueLevelConsumerManager}.
 */
public final class ConsumerOrderInfoManager implements Agent {
  /** {@link #commitAndNext}: the offset was not handed out. */
  public static final long ILLEGAL = -1;

  /** {@link #commitAndNext}: the handle is of an older pop. */
  public static final long STALE = -2;

  private static final long FORGET_MILLIS = 24 * 3_600_000L;
  private static final char SEPARATOR = '@';

  private final ConfigFile file;
  private final TopicConfigManager topics;
  private final SubscriptionGroupManager groups;
  private final OrderReleases releases;
  private final Clock clock;
  private final ConcurrentMap<PopQueue, OrderInfo> table = new ConcurrentHashMap<>();
  private volatile boolean dirty;

  /**
   * The file.
   *
   * @param table by {@code topic@group}, then by queue id
   */
  private record Content(Map<String, Map<Integer, OrderInfo.Stored>> table) {
    Content {
      table = table == null ? Map.of() : table;
    }
  }

  /**
   * @param releases hears when queues will be free
   */
  public ConsumerOrderInfoManager(
      ConfigFile file,
      TopicConfigManager topics,
      SubscriptionGroupManager groups,
      OrderReleases releases,
      Clock clock) {
    this.file = file;
    this.topics = topics;
    this.groups = groups;
    this.releases = releases;
    this.clock = clock;
  }

  public void load() {
    file.load(Content.class)
        .ifPresent(content -> content.table.forEach((key, queues) -> fill(key, queues)));
  }

  private void fill(String key, Map<Integer, OrderInfo.Stored> queues) {
    int at = key.indexOf(SEPARATOR);
    String topic = key.substring(0, at);
    String group = key.substring(at + 1);
    queues.forEach(
        (id, form) -> {
          var queue = new PopQueue(topic, group, id);
          OrderInfo info = OrderInfo.of(form);
          table.put(queue, info);
          releases.plan(queue, info.freeAtMillis(0));
        });
  }

  /**
   * Whether the group must not pop: messages before are neither acknowledged nor visible again.
   *
   * @param attemptId the attempt that the queue was popped by last gets the same messages again;
   *     may be null
   * @param invisibleMillis what the group asks for now
   */
  public boolean isBlocked(PopQueue queue, String attemptId, long invisibleMillis) {
    OrderInfo info = table.get(queue);
    return info != null
        && !info.isAttempt(attemptId)
        && clock.millis() < info.freeAtMillis(invisibleMillis);
  }

  /**
   * A message that was handed out in order and is not acknowledged.
   *
   * @param visibleAtMillis when it may be handed out again, ms since 1970
   */
  public record Held(
      PopQueue queue, long offset, long popTime, long invisibleMillis, long visibleAtMillis) {}

  /** What a group holds. */
  public List<Held> held(String group) {
    List<Held> held = new ArrayList<>();
    table.forEach(
        (queue, info) -> {
          if (queue.group().equals(group)) {
            held.addAll(info.held(queue));
          }
        });
    return held;
  }

  /**
   * Notes what the group gets now.
   *
   * @param offsets ascending, at most 64
   * @return how often each of them was delivered before, without those that never were
   */
  public Map<Long, Integer> update(
      PopQueue queue, String attemptId, long popTime, long invisibleMillis, List<Long> offsets) {
    OrderInfo now =
        table.compute(
            queue,
            (q, before) -> OrderInfo.popped(before, attemptId, popTime, invisibleMillis, offsets));
    changed(queue, now);
    return now.deliveries();
  }

  /**
   * Notes that a message is acknowledged.
   *
   * @param popTime of the receipt
   * @return where the group goes on, {@link #ILLEGAL} or {@link #STALE}
   */
  public long commitAndNext(PopQueue queue, long offset, long popTime) {
    OrderInfo now =
        table.computeIfPresent(
            queue,
            (q, info) -> info.has(offset, popTime) ? info.withAck(offset, clock.millis()) : info);
    if (now == null) {
      return offset + 1;
    }
    if (now.has(offset, popTime)) {
      changed(queue, now);
      return now.nextOffset();
    }
    return now.offsets().isEmpty() || now.popTime() == popTime ? ILLEGAL : STALE;
  }

  /**
   * Hides a message for another time; a handle of an older pop changes nothing.
   *
   * @param popTime of the receipt
   * @param visibleAtMillis when it is visible again
   */
  public void changeInvisible(PopQueue queue, long offset, long popTime, long visibleAtMillis) {
    OrderInfo now =
        table.computeIfPresent(
            queue,
            (q, info) ->
                info.has(offset, popTime)
                    ? info.withVisibleAt(offset, visibleAtMillis, clock.millis())
                    : info);
    if (now != null) {
      changed(queue, now);
    }
  }

  /** Forgets a queue, for the group was sent elsewhere. */
  public void clear(PopQueue queue) {
    if (table.remove(queue) != null) {
      releases.plan(queue, 0);
      dirty = true;
    }
  }

  private void changed(PopQueue queue, OrderInfo info) {
    releases.plan(queue, info.freeAtMillis(0));
    dirty = true;
  }

  /** Writes the file if something changed since it was written last; tries again next time. */
  @Override
  public synchronized int doWork() {
    if (table.entrySet().removeIf(entry -> isGone(entry.getKey(), entry.getValue()))) {
      dirty = true;
    }
    if (dirty) {
      dirty = false;
      if (!file.persist(content())) {
        dirty = true;
      }
    }
    return 0;
  }

  private boolean isGone(PopQueue queue, OrderInfo info) {
    TopicConfig topic = topics.selectTopicConfig(queue.topic());
    return topic == null
        || queue.queueId() >= topic.readQueueNums()
        || !groups.contains(queue.group())
        || clock.millis() - info.lastConsumeMillis() > FORGET_MILLIS;
  }

  private Content content() {
    Map<String, Map<Integer, OrderInfo.Stored>> all = new HashMap<>();
    table.forEach(
        (queue, info) ->
            all.computeIfAbsent(queue.topic() + SEPARATOR + queue.group(), k -> new HashMap<>())
                .put(queue.queueId(), info.stored()));
    return new Content(all);
  }
}
