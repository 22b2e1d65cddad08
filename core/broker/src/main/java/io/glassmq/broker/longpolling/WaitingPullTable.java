package io.glassmq.broker.longpolling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The reference table: a list for each queue, and one tree over all of them by deadline.
 *
 * <p>Guarded by its own monitor, which nobody else takes and which is held for a few steps only.
 */
public final class WaitingPullTable implements WaitingPulls {
  private static final Comparator<Entry> BY_DEADLINE =
      Comparator.<Entry>comparingLong(entry -> entry.pull.deadlineMillis())
          .thenComparingLong(Entry::number);

  private final Map<QueueKey, List<Entry>> byQueue = new HashMap<>();
  private final TreeSet<Entry> byDeadline = new TreeSet<>(BY_DEADLINE);
  private long parked;

  private record QueueKey(String topic, int queueId) {}

  /** The number tells apart pulls with the same deadline. */
  private record Entry(long number, WaitingPull pull) {
    QueueKey queue() {
      return new QueueKey(pull.topic(), pull.queueId());
    }
  }

  @Override
  public synchronized void park(WaitingPull pull) {
    var entry = new Entry(parked++, pull);
    byQueue.computeIfAbsent(entry.queue(), queue -> new ArrayList<>()).add(entry);
    byDeadline.add(entry);
  }

  @Override
  public synchronized List<WaitingPull> wake(
      String topic, int queueId, long maxOffset, Long tagsCode) {
    if (byDeadline.isEmpty()) {
      return List.of();
    }
    List<Entry> waiting = byQueue.get(new QueueKey(topic, queueId));
    if (waiting == null) {
      return List.of();
    }
    return takeOut(
        waiting,
        pull ->
            maxOffset > pull.offset()
                && (tagsCode == null || pull.wantedTagsCodes().test(tagsCode)));
  }

  @Override
  public synchronized List<WaitingPull> expire(long nowMillis) {
    List<Entry> due = new ArrayList<>();
    for (Entry entry : byDeadline) {
      if (entry.pull.deadlineMillis() > nowMillis) {
        break;
      }
      due.add(entry);
    }
    return takeOut(due, pull -> true);
  }

  @Override
  public synchronized void drop(Object owner) {
    takeOut(byDeadline, pull -> pull.owner().equals(owner));
  }

  @Override
  public synchronized long nextDeadlineMillis() {
    return byDeadline.isEmpty() ? NO_DEADLINE : byDeadline.first().pull.deadlineMillis();
  }

  private List<WaitingPull> takeOut(Iterable<Entry> candidates, Predicate<WaitingPull> wanted) {
    List<Entry> taken = new ArrayList<>();
    for (Entry entry : candidates) {
      if (wanted.test(entry.pull)) {
        taken.add(entry);
      }
    }
    if (taken.isEmpty()) {
      return List.of();
    }
    taken.forEach(this::remove);
    return taken.stream().map(Entry::pull).toList();
  }

  private void remove(Entry entry) {
    byDeadline.remove(entry);
    List<Entry> waiting = byQueue.get(entry.queue());
    waiting.remove(entry);
    if (waiting.isEmpty()) {
      byQueue.remove(entry.queue());
    }
  }
}
