package io.glassmq.broker.offset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a group got by its last ordered pop of a queue, and which of it is acknowledged.
 *
 * <p>Its messages block the queue until each of them is acknowledged or visible again.
 *
 * <p>Immutable. Official counterpart: {@code
 * org.apache.rocketmq.broker.pop.orderly.QueueLevelConsumerManager$OrderInfo}.
 *
 * @param attemptId names the attempt that popped; null for clients that do not say
 * @param popTime when it popped
 * @param invisibleMillis how long the messages are hidden; null in files of old brokers
 * @param offsets of the messages, ascending
 * @param visibleAt when a message is visible again whose time was changed, by offset
 * @param deliveries how often a message was delivered before, by offset; without those that never
 *     were
 * @param lastConsumeMillis when something last happened to it
 * @param acked bit i stands for the i-th offset
 */
record OrderInfo(
    String attemptId,
    long popTime,
    Long invisibleMillis,
    List<Long> offsets,
    Map<Long, Long> visibleAt,
    Map<Long, Integer> deliveries,
    long lastConsumeMillis,
    long acked) {

  /**
   * One entry of {@code consumerOrderInfo.json}.
   *
   * @param a {@link OrderInfo#attemptId}
   * @param popTime see {@link OrderInfo#popTime}
   * @param i {@link OrderInfo#invisibleMillis}
   * @param o the first of {@link OrderInfo#offsets}, then the distances of the others to it
   * @param ot {@link OrderInfo#visibleAt}
   * @param oc {@link OrderInfo#deliveries}
   * @param l {@link OrderInfo#lastConsumeMillis}
   * @param cm {@link OrderInfo#acked}
   */
  record Stored(
      String a,
      long popTime,
      Long i,
      List<Long> o,
      Map<Long, Long> ot,
      Map<Long, Integer> oc,
      long l,
      long cm) {}

  static OrderInfo of(Stored form) {
    List<Long> offsets = new ArrayList<>();
    for (long number : form.o == null ? List.<Long>of() : form.o) {
      offsets.add(offsets.isEmpty() ? number : offsets.get(0) + number);
    }
    return new OrderInfo(
        form.a,
        form.popTime,
        form.i,
        Collections.unmodifiableList(offsets),
        form.ot == null ? Map.of() : Map.copyOf(form.ot),
        form.oc == null ? Map.of() : Map.copyOf(form.oc),
        form.l,
        form.cm);
  }

  Stored stored() {
    List<Long> numbers = new ArrayList<>();
    for (long offset : offsets) {
      numbers.add(numbers.isEmpty() ? offset : offset - offsets.get(0));
    }
    return new Stored(
        attemptId,
        popTime,
        invisibleMillis,
        numbers,
        visibleAt.isEmpty() ? null : visibleAt,
        deliveries,
        lastConsumeMillis,
        acked);
  }

  /**
   * A new pop.
   *
   * @param before the pop before it, or null
   */
  static OrderInfo popped(
      OrderInfo before, String attemptId, long popTime, long invisibleMillis, List<Long> offsets) {
    Map<Long, Integer> deliveries = new HashMap<>();
    if (before != null) {
      int more = before.isAttempt(attemptId) ? 0 : 1; // the same attempt did not see the answer
      for (long offset : offsets) {
        int count = before.deliveries.getOrDefault(offset, 0) + more;
        if (before.offsets.contains(offset) && count > 0) {
          deliveries.put(offset, count);
        }
      }
    }
    return new OrderInfo(
        attemptId,
        popTime,
        invisibleMillis,
        List.copyOf(offsets),
        Map.of(),
        Map.copyOf(deliveries),
        popTime,
        0);
  }

  boolean isAttempt(String id) {
    return attemptId != null && attemptId.equals(id);
  }

  /** Whether {@code offset} was handed out by the pop at {@code time}. */
  boolean has(long offset, long time) {
    return popTime == time && offsets.contains(offset);
  }

  /** The messages that are not acknowledged. */
  List<ConsumerOrderInfoManager.Held> held(PopQueue queue) {
    long invisible = invisibleMillis == null ? 0 : invisibleMillis;
    return IntStream.range(0, offsets.size())
        .filter(index -> !isAcked(index))
        .mapToObj(offsets::get)
        .map(
            offset ->
                new ConsumerOrderInfoManager.Held(
                    queue,
                    offset,
                    popTime,
                    invisible,
                    visibleAt.getOrDefault(offset, popTime + invisible)))
        .toList();
  }

  /** The same with one more message acknowledged. */
  OrderInfo withAck(long offset, long nowMillis) {
    long all = acked | 1L << offsets.indexOf(offset);
    return new OrderInfo(
        attemptId, popTime, invisibleMillis, offsets, visibleAt, deliveries, nowMillis, all);
  }

  /** The same with another time for one message. */
  OrderInfo withVisibleAt(long offset, long millis, long nowMillis) {
    Map<Long, Long> changed = new HashMap<>(visibleAt);
    changed.put(offset, millis);
    return new OrderInfo(
        attemptId, popTime, invisibleMillis, offsets, changed, deliveries, nowMillis, acked);
  }

  /** The offset where the group goes on: of the first message that is not acknowledged. */
  long nextOffset() {
    for (int i = 0; i < offsets.size(); i++) {
      if (!isAcked(i)) {
        return offsets.get(i);
      }
    }
    return offsets.get(offsets.size() - 1) + 1;
  }

  /**
   * When the queue is free: all messages are acknowledged or visible again.
   *
   * @param defaultInvisibleMillis for files of old brokers
   * @return 0 if no message blocks it
   */
  long freeAtMillis(long defaultInvisibleMillis) {
    long usual = popTime + (invisibleMillis == null ? defaultInvisibleMillis : invisibleMillis);
    long free = 0;
    for (int i = 0; i < offsets.size(); i++) {
      if (!isAcked(i)) {
        free = Math.max(free, visibleAt.getOrDefault(offsets.get(i), usual));
      }
    }
    return free;
  }

  private boolean isAcked(int index) {
    return (acked >>> index & 1) == 1;
  }
}
