package io.glassmq.broker.pop;

import io.glassmq.broker.offset.PopQueue;
import io.glassmq.broker.pop.CheckPointBuffer.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What a {@link CheckPointBuffer} promises, in one list that is searched from end to end. */
final class NaiveCheckPoints {
  private final CheckPointLimits limits;
  private final List<Pop> pops = new ArrayList<>();
  private final Map<PopQueue, Long> offsets = new HashMap<>();
  private boolean draining;

  /** All that is known of one pop; {@code dueAt} is null while it is on its way into the log. */
  private static final class Pop {
    final PopQueue queue;
    final MergeKey key;
    final long next;
    final Set<Long> messages = new HashSet<>();
    final Set<Long> acked = new HashSet<>();
    boolean handedOut;
    boolean refused;
    boolean finished;
    Long dueAt;

    Pop(PopQueue queue, MergeKey key, long next) {
      this.queue = queue;
      this.key = key;
      this.next = next;
    }
  }

  NaiveCheckPoints(CheckPointLimits limits) {
    this.limits = limits;
  }

  private Pop open(MergeKey key) {
    return pops.stream()
        .filter(pop -> !pop.finished && Objects.equals(pop.key, key))
        .findFirst()
        .orElse(null);
  }

  private List<Pop> of(PopQueue queue) {
    return pops.stream().filter(pop -> pop.queue.equals(queue)).toList();
  }

  Place add(PopCheckPoint checkPoint, long next, long now) {
    if (open(checkPoint.mergeKey()) != null) {
      return Place.REFUSED;
    }
    var pop = new Pop(checkPoint.queue(), checkPoint.mergeKey(), next);
    pop.messages.addAll(checkPoint.offsets());
    long stayUntil = checkPoint.mergeKey().popTime() + limits.stayMillis();
    long dueAt = Math.min(stayUntil, checkPoint.reviveTime() - limits.stayTimeOutMillis());
    pop.handedOut =
        limits.merge()
            && !draining
            && dueAt - now >= CheckPointBuffer.MARGIN_MILLIS
            && size() < limits.maxHeld()
            && of(pop.queue).size() < limits.maxPerQueue();
    pop.dueAt = pop.handedOut ? (Long) dueAt : null;
    pops.add(pop);
    return pop.handedOut ? Place.HELD : Place.TO_STORE;
  }

  void addMock(PopQueue queue, long next) {
    var pop = new Pop(queue, null, next);
    pop.finished = true;
    pops.add(pop);
    moveOn();
  }

  boolean ack(PopAck ack, long now) {
    Pop pop = open(ack.mergeKey());
    if (pop == null
        || pop.dueAt == null
        || pop.refused
        || pop.dueAt - now < CheckPointBuffer.MARGIN_MILLIS) {
      return false;
    }
    pop.acked.addAll(ack.offsets());
    pop.finished = pop.acked.containsAll(pop.messages);
    moveOn();
    return true;
  }

  /** For each pop that is due the messages that are not acknowledged. */
  Map<MergeKey, Set<Long>> due(long now) {
    Map<MergeKey, Set<Long>> due = new HashMap<>();
    for (Pop pop : pops) {
      if (!pop.finished && pop.dueAt != null && pop.dueAt <= now) {
        pop.dueAt = null;
        Set<Long> left = new HashSet<>(pop.messages);
        left.removeAll(pop.acked);
        due.put(pop.key, left);
      }
    }
    return due;
  }

  Map<MergeKey, Set<Long>> drain() {
    draining = true;
    return due(Long.MAX_VALUE);
  }

  void stored(MergeKey key) {
    Pop pop = open(key);
    if (pop != null && pop.dueAt == null) {
      pop.finished = true;
      moveOn();
    }
  }

  void notStored(MergeKey key, long now) {
    Pop pop = open(key);
    if (pop == null || pop.dueAt != null) {
      return;
    }
    List<Pop> queue = of(pop.queue);
    if (!pop.handedOut && queue.get(queue.size() - 1) == pop) {
      pops.remove(pop);
    } else {
      pop.refused = true;
      pop.dueAt = now + MergingCheckPointBuffer.RETRY_MILLIS;
    }
  }

  private void moveOn() {
    for (Pop pop : List.copyOf(pops)) {
      if (pop.finished && of(pop.queue).get(0) == pop) {
        pops.remove(pop);
        offsets.put(pop.queue, pop.next);
      }
    }
  }

  void clear(PopQueue queue) {
    pops.removeIf(pop -> pop.queue.equals(queue));
  }

  Map<PopQueue, Long> offsets() {
    return offsets;
  }

  long latestOffset(PopQueue queue) {
    List<Pop> known = of(queue);
    return known.isEmpty() ? CheckPointBuffer.NO_OFFSET : known.get(known.size() - 1).next;
  }

  long nextDeadlineMillis() {
    return pops.stream()
        .filter(pop -> !pop.finished && pop.dueAt != null)
        .mapToLong(pop -> pop.dueAt)
        .min()
        .orElse(CheckPointBuffer.NO_DEADLINE);
  }

  int size() {
    return (int) pops.stream().filter(pop -> !pop.finished).count();
  }
}
