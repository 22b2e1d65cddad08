package io.glassmq.common.consumer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * From which queues the messages of a pop come, and with which offsets. A broker fills it in; three
 * header fields carry it; the client makes receipt handles from it.
 *
 * <pre>
 *   startOffsetInfo   0 1 0;1 0 5          retry kind, queue, start of the check point
 *   msgOffsetInfo     0 1 0,2;1 0 5        retry kind, queue, offsets of the messages
 *   orderCountInfo    0 qo1%2 1;0 1 0      retry kind, queue and message, how often it was
 *                                          delivered before; then the least for the queue
 * </pre>
 *
 * <p>Not thread-safe. Official counterpart: {@code
 * org.apache.rocketmq.remoting.protocol.header.ExtraInfoUtil}.
 */
public final class OffsetInfo {
  private static final String BETWEEN_ENTRIES = ";";
  private static final String BETWEEN_FIELDS = " ";
  private static final String BETWEEN_OFFSETS = ",";
  private static final int FIELDS = 3;

  // By the first two fields, as they are written.
  private final Map<String, Long> starts;
  private final Map<String, List<Long>> offsets;
  private final Map<String, Integer> counts;

  private OffsetInfo(
      Map<String, Long> starts, Map<String, List<Long>> offsets, Map<String, Integer> counts) {
    this.starts = starts;
    this.offsets = offsets;
    this.counts = counts;
  }

  public OffsetInfo() {
    this(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  /**
   * Reads the three fields; each may be null or empty.
   *
   * @throws IllegalArgumentException with the official message if one is not of its form
   */
  public static OffsetInfo parse(
      String startOffsetInfo, String msgOffsetInfo, String orderCountInfo) {
    return new OffsetInfo(
        parse("startOffsetInfo", startOffsetInfo, Long::valueOf),
        parse("msgOffsetMap", msgOffsetInfo, OffsetInfo::numbers),
        parse("orderCountInfo", orderCountInfo, Integer::valueOf));
  }

  private static <T> Map<String, T> parse(String what, String text, Function<String, T> value) {
    Map<String, T> entries = new LinkedHashMap<>();
    if (text == null || text.isEmpty()) {
      return entries;
    }
    for (String entry : text.split(BETWEEN_ENTRIES)) {
      String[] fields = entry.split(BETWEEN_FIELDS);
      if (fields.length != FIELDS) {
        throw new IllegalArgumentException("parse " + what + " error, " + text);
      }
      String key = fields[0] + BETWEEN_FIELDS + fields[1];
      if (entries.put(key, value.apply(fields[2])) != null) {
        throw new IllegalArgumentException("parse " + what + " error, duplicate, " + text);
      }
    }
    return entries;
  }

  private static List<Long> numbers(String text) {
    List<Long> numbers = new ArrayList<>();
    for (String number : text.split(BETWEEN_OFFSETS)) {
      numbers.add(Long.valueOf(number));
    }
    return numbers;
  }

  /**
   * Notes what was popped from one queue; there is one such note for each queue.
   *
   * @param startOffset of the check point; not above the first message
   * @param messages their offsets, ascending, at least one
   */
  public void addMessages(RetryKind kind, int queueId, long startOffset, List<Long> messages) {
    String key = ofQueue(kind, queueId);
    if (starts.putIfAbsent(key, startOffset) != null) {
      throw new IllegalStateException("queue " + key + " was popped twice for one answer");
    }
    offsets.put(key, List.copyOf(messages));
  }

  /**
   * Notes for an ordered pop how often messages of a queue were delivered before.
   *
   * @param messages all that were popped from it
   * @param deliveries by offset; without those that never were
   */
  public void addOrderCounts(
      RetryKind kind, int queueId, List<Long> messages, Map<Long, Integer> deliveries) {
    int least = Integer.MAX_VALUE;
    for (long offset : messages) {
      int count = deliveries.getOrDefault(offset, 0);
      least = Math.min(least, count);
      if (count > 0) {
        counts.put(ofMessage(kind, queueId, offset), count);
      }
    }
    counts.put(ofQueue(kind, queueId), least);
  }

  private static String ofQueue(RetryKind kind, int queueId) {
    return kind.mark() + BETWEEN_FIELDS + queueId;
  }

  private static String ofMessage(RetryKind kind, int queueId, long offset) {
    return kind.mark() + BETWEEN_FIELDS + "qo" + queueId + "%" + offset;
  }

  /** Where the check point of a queue starts; empty if nothing was said of it. */
  public OptionalLong startOffset(RetryKind kind, int queueId) {
    Long start = starts.get(ofQueue(kind, queueId));
    return start == null ? OptionalLong.empty() : OptionalLong.of(start);
  }

  /** The offsets of the messages of a queue, ascending; empty if nothing was said of it. */
  public List<Long> offsets(RetryKind kind, int queueId) {
    return offsets.getOrDefault(ofQueue(kind, queueId), List.of());
  }

  /** How often a message was delivered before; empty if nothing was said of it and its queue. */
  public OptionalInt orderCount(RetryKind kind, int queueId, long offset) {
    Integer count = counts.get(ofMessage(kind, queueId, offset));
    if (count == null) {
      count = counts.get(ofQueue(kind, queueId));
    }
    return count == null ? OptionalInt.empty() : OptionalInt.of(count);
  }

  public String startOffsetInfo() {
    return text(starts, String::valueOf);
  }

  public String msgOffsetInfo() {
    return text(
        offsets,
        numbers ->
            numbers.stream().map(String::valueOf).collect(Collectors.joining(BETWEEN_OFFSETS)));
  }

  public String orderCountInfo() {
    return text(counts, String::valueOf);
  }

  private static <T> String text(Map<String, T> entries, Function<T, String> value) {
    return entries.entrySet().stream()
        .map(entry -> entry.getKey() + BETWEEN_FIELDS + value.apply(entry.getValue()))
        .collect(Collectors.joining(BETWEEN_ENTRIES));
  }
}
