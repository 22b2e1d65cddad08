package io.glassmq.broker.longpolling;

import io.glassmq.common.topic.TopicNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Who waits for something to pop. Each topic knows the groups that wait for it, each group its
 * queues, each queue its waiters by deadline; one tree more holds all of them by deadline. A group
 * waits under the names of its retry topics as well: what comes there concerns it and nobody else.
 *
 * <p>Only keeps and finds: who takes waiters out runs their answers.
 *
 * <p>Guarded by its own monitor, which nobody else takes and which is held for a few steps only.
 * That nobody waits for a topic, as for most, is seen without it.
 */
final class WaitingPopTable {
  private static final Comparator<Entry> BY_DEADLINE =
      Comparator.<Entry>comparingLong(entry -> entry.pop.deadlineMillis())
          .thenComparingLong(Entry::number);

  /** By topic or retry topic, then by group. */
  private final Map<String, Map<String, WaitingGroup>> byTopic = new ConcurrentHashMap<>();

  private final TreeSet<Entry> byDeadline = new TreeSet<>(BY_DEADLINE);
  private final int maxPerQueue;
  private final int maxInAll;
  private final int forceInterval;
  private final boolean earliestFirst;
  private long parked;

  /** The number tells apart waiters with the same deadline. */
  private record Entry(long number, WaitingPop pop) {}

  /** One group at one topic: its waiters by queue id, those for any queue first. */
  private record WaitingGroup(TreeMap<Integer, TreeSet<Entry>> queues) {
    TreeSet<Entry> at(int queueId) {
      return queues.getOrDefault(queueId, NOBODY);
    }

    TreeSet<Entry> atSomeQueue() {
      var first = queues.higherEntry(WaitingPop.ANY_QUEUE);
      return first == null ? NOBODY : first.getValue();
    }
  }

  private static final TreeSet<Entry> NOBODY = new TreeSet<>(BY_DEADLINE);

  /**
   * @param maxPerQueue so many may wait for one queue of one group
   * @param maxInAll so many may wait
   * @param forceInterval each so many messages of a queue wake even who does not want them
   * @param earliestFirst whether the waiter with the earliest deadline is woken, or the latest
   */
  WaitingPopTable(int maxPerQueue, int maxInAll, int forceInterval, boolean earliestFirst) {
    this.maxPerQueue = maxPerQueue;
    this.maxInAll = maxInAll;
    this.forceInterval = forceInterval;
    this.earliestFirst = earliestFirst;
  }

  /**
   * @return false if too many wait already
   */
  synchronized boolean park(WaitingPop pop) {
    if (byDeadline.size() >= maxInAll || count(pop) >= maxPerQueue) {
      return false;
    }
    var group = group(pop.topic(), pop.group());
    if (group == null) {
      group = new WaitingGroup(new TreeMap<>());
      for (String name : names(pop)) {
        byTopic.computeIfAbsent(name, topic -> new HashMap<>()).put(pop.group(), group);
      }
    }
    var entry = new Entry(parked++, pop);
    group.queues.computeIfAbsent(pop.queueId(), id -> new TreeSet<>(BY_DEADLINE)).add(entry);
    byDeadline.add(entry);
    return true;
  }

  private int count(WaitingPop pop) {
    return count(pop.topic(), pop.group(), pop.queueId());
  }

  /** How many of the group wait for exactly this queue, or for any. */
  synchronized int count(String topic, String group, int queueId) {
    WaitingGroup waiting = group(topic, group);
    return waiting == null ? 0 : waiting.at(queueId).size();
  }

  /**
   * A message has come: of each group one waiter for any queue and one for this queue.
   *
   * @param logicOffset of the message, plus one
   */
  List<WaitingPop> arriving(String topic, int queueId, long logicOffset, long tagsCode) {
    return byTopic.containsKey(topic) ? wake(topic, queueId, logicOffset, tagsCode) : List.of();
  }

  private synchronized List<WaitingPop> wake(
      String topic, int queueId, long logicOffset, long tagsCode) {
    Map<String, WaitingGroup> groups = byTopic.get(topic);
    if (groups == null) {
      return List.of();
    }
    boolean retry = TopicNames.isRetryTopic(topic); // all its waiters look there, whatever queue
    boolean forced = retry || (logicOffset - 1) % forceInterval == 0;
    Predicate<WaitingPop> wanted = pop -> forced || pop.wantedTagsCodes().test(tagsCode);
    List<Entry> woken = new ArrayList<>();
    for (WaitingGroup group : groups.values()) {
      addOne(woken, group.at(WaitingPop.ANY_QUEUE), wanted);
      addOne(woken, retry ? group.atSomeQueue() : group.at(queueId), wanted);
    }
    return takeOut(woken);
  }

  /** One waiter of the group for exactly this queue, or for any. */
  synchronized List<WaitingPop> wakeOne(String topic, String group, int queueId) {
    WaitingGroup waiting = group(topic, group);
    if (waiting == null) {
      return List.of();
    }
    List<Entry> woken = new ArrayList<>();
    addOne(woken, waiting.at(queueId), pop -> true);
    return takeOut(woken);
  }

  /** All of them have the same subscription, so one speaks for the others. */
  private void addOne(List<Entry> woken, TreeSet<Entry> waiting, Predicate<WaitingPop> wanted) {
    if (!waiting.isEmpty()) {
      Entry next = earliestFirst ? waiting.first() : waiting.last();
      if (wanted.test(next.pop)) {
        woken.add(next);
      }
    }
  }

  /** Takes out this waiter; false if somebody else did before. */
  synchronized boolean remove(WaitingPop pop) {
    WaitingGroup waiting = group(pop.topic(), pop.group());
    return waiting != null
        && !takeOut(waiting.at(pop.queueId()).stream().filter(entry -> entry.pop == pop).toList())
            .isEmpty();
  }

  /** Those whose deadline is now or earlier, earliest first. */
  synchronized List<WaitingPop> expire(long nowMillis) {
    List<Entry> due = new ArrayList<>();
    for (Entry entry : byDeadline) {
      if (entry.pop.deadlineMillis() > nowMillis) {
        break;
      }
      due.add(entry);
    }
    return takeOut(due);
  }

  /** Takes out all waiters of an owner. */
  synchronized void drop(Object owner) {
    takeOut(byDeadline.stream().filter(entry -> entry.pop.owner().equals(owner)).toList());
  }

  synchronized long nextDeadlineMillis() {
    return byDeadline.isEmpty()
        ? WaitingPulls.NO_DEADLINE
        : byDeadline.first().pop.deadlineMillis();
  }

  private WaitingGroup group(String topic, String group) {
    Map<String, WaitingGroup> groups = byTopic.get(topic);
    return groups == null ? null : groups.get(group);
  }

  private static Collection<String> names(WaitingPop pop) {
    return List.of(
        pop.topic(),
        TopicNames.popRetryTopic(pop.group(), pop.topic()),
        TopicNames.popRetryTopicV2(pop.group(), pop.topic()));
  }

  private List<WaitingPop> takeOut(List<Entry> entries) {
    entries.forEach(this::remove);
    return entries.stream().map(Entry::pop).toList();
  }

  private void remove(Entry entry) {
    WaitingPop pop = entry.pop;
    byDeadline.remove(entry);
    WaitingGroup group = group(pop.topic(), pop.group());
    TreeSet<Entry> waiting = group.at(pop.queueId());
    waiting.remove(entry);
    if (!waiting.isEmpty()) {
      return;
    }
    group.queues.remove(pop.queueId());
    if (group.queues.isEmpty()) {
      for (String name : names(pop)) {
        Map<String, WaitingGroup> groups = byTopic.get(name);
        groups.remove(pop.group());
        if (groups.isEmpty()) {
          byTopic.remove(name);
        }
      }
    }
  }
}
