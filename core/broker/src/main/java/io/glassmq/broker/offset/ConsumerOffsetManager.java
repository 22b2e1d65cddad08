package io.glassmq.broker.offset;

import io.glassmq.common.Clock;
import io.glassmq.common.thread.Agent;
import io.glassmq.remoting.protocol.ConfigFile;
import io.glassmq.remoting.protocol.DataVersion;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How far each group has read: the offset of the next message for each queue. {@code
 * consumerOffset.json} and the tables in memory.
 *
 * <p>An administrator may send a group elsewhere. Until the group has heard of it, by its next
 * pull, what it commits is ignored: it would undo the reset.
 *
 * <p>Thread-safe; reading takes no lock, a change locks one queue of one group. One thread calls
 * {@link #doWork()}, which writes the file when something changed.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.offset.ConsumerOffsetManager}.
 */
public final class ConsumerOffsetManager implements Agent {
  /** No offset is known. */
  public static final long NONE = -1;

  private final ConfigFile file;
  private final Clock clock;
  private final ConcurrentMap<Key, Progress> groups = new ConcurrentHashMap<>();
  private volatile DataVersion dataVersion;
  private volatile boolean dirty;

  private record Key(String topic, String group) {
    private static final char SEPARATOR = '@';

    static Key of(String text) {
      int at = text.indexOf(SEPARATOR);
      return new Key(text.substring(0, at), text.substring(at + 1));
    }

    @Override
    public String toString() {
      return topic + SEPARATOR + group;
    }
  }

  /**
   * One group in one topic, each by queue id.
   *
   * @param consumed the next offset to consume
   * @param pulled the next offset to fetch, for people who want to know
   * @param resets queues whose {@code consumed} the group has not heard of
   * @param fetched how many messages the group got since we run
   */
  private record Progress(
      ConcurrentMap<Integer, Long> consumed,
      ConcurrentMap<Integer, Long> pulled,
      Set<Integer> resets,
      LongAdder fetched) {
    Progress() {
      this(
          new ConcurrentHashMap<>(),
          new ConcurrentHashMap<>(),
          ConcurrentHashMap.newKeySet(),
          new LongAdder());
    }
  }

  /**
   * The file.
   *
   * @param groupTopicMap follows from the rest; for others to read
   * @param offsetTable with keys {@code topic@group}
   * @param pullOffsetTable likewise
   */
  private record Content(
      DataVersion dataVersion,
      Map<String, Set<String>> groupTopicMap,
      Map<String, Map<Integer, Long>> offsetTable,
      Map<String, Map<Integer, Long>> pullOffsetTable) {
    Content {
      offsetTable = offsetTable == null ? Map.of() : offsetTable;
      pullOffsetTable = pullOffsetTable == null ? Map.of() : pullOffsetTable;
    }
  }

  public ConsumerOffsetManager(ConfigFile file, Clock clock) {
    this.file = file;
    this.clock = clock;
    this.dataVersion = DataVersion.first(clock.millis());
  }

  public void load() {
    file.load(Content.class).ifPresent(this::fill);
  }

  private void fill(Content content) {
    fill(content.offsetTable, Progress::consumed);
    fill(content.pullOffsetTable, Progress::pulled);
    dataVersion = content.dataVersion == null ? dataVersion : content.dataVersion;
  }

  private void fill(
      Map<String, Map<Integer, Long>> table, Function<Progress, Map<Integer, Long>> target) {
    table.forEach(
        (key, queues) -> {
          if (key.indexOf(Key.SEPARATOR) > 0) {
            target.apply(progress(Key.of(key))).putAll(queues);
          }
        });
  }

  private Progress progress(Key key) {
    Progress known = groups.get(key);
    return known != null ? known : groups.computeIfAbsent(key, ignored -> new Progress());
  }

  /** The next offset of the group in the queue, or {@link #NONE}. */
  public long queryOffset(String group, String topic, int queueId) {
    return queryOffsets(group, topic).getOrDefault(queueId, NONE);
  }

  /** The next offset of the group in each queue that it has an offset in. */
  public Map<Integer, Long> queryOffsets(String group, String topic) {
    Progress known = groups.get(new Key(topic, group));
    return known == null ? Map.of() : Collections.unmodifiableMap(known.consumed);
  }

  /** The next offset that the group has not fetched, or {@link #NONE}. */
  public long queryPullOffset(String group, String topic, int queueId) {
    Progress known = groups.get(new Key(topic, group));
    return known == null ? NONE : known.pulled.getOrDefault(queueId, NONE);
  }

  /**
   * Notes the next offset; a smaller one counts as well, for that is how groups go back.
   *
   * @return false if it was ignored, for the group does not know yet that it was sent elsewhere
   */
  public boolean commitOffset(String group, String topic, int queueId, long offset) {
    Progress progress = progress(new Key(topic, group));
    Long before = progress.consumed.get(queueId);
    if (before == null || before != offset) {
      // in one step, so that a reset is before it or after it
      progress.consumed.compute(
          queueId, (id, old) -> progress.resets.contains(id) ? old : (Long) offset);
      dirty = true;
    }
    return !progress.resets.contains(queueId);
  }

  /** Notes that the group has fetched messages, and where it will go on. */
  public void pulled(String group, String topic, int queueId, long nextOffset, int messages) {
    Progress progress = progress(new Key(topic, group));
    progress.pulled.put(queueId, nextOffset);
    progress.fetched.add(messages);
  }

  /** Notes that the group has popped messages. */
  public void fetched(String group, String topic, int messages) {
    progress(new Key(topic, group)).fetched.add(messages);
  }

  /** How many messages groups have fetched since we run, by {@link #key}. */
  public Map<String, Long> fetchedTotals() {
    Map<String, Long> totals = new HashMap<>();
    groups.forEach((key, progress) -> totals.put(key.toString(), progress.fetched.sum()));
    return totals;
  }

  /** What a group in a topic is called in files and statistics. */
  public static String key(String topic, String group) {
    return new Key(topic, group).toString();
  }

  /** Sends the group elsewhere; it hears of it by {@link #takeReset}. */
  public void resetOffset(String group, String topic, int queueId, long offset) {
    Progress progress = progress(new Key(topic, group));
    progress.consumed.compute(
        queueId,
        (id, old) -> {
          progress.resets.add(id);
          return offset;
        });
    dirty = true;
  }

  /**
   * Where the group was sent and does not know it yet; from now on it knows.
   *
   * @return {@link #NONE} nearly always
   */
  public long takeReset(String group, String topic, int queueId) {
    Progress known = groups.get(new Key(topic, group));
    return known != null && known.resets.remove(queueId) ? known.consumed.get(queueId) : NONE;
  }

  /** Sends a group to where another one is in a topic. */
  public void cloneOffset(String srcGroup, String destGroup, String topic) {
    queryOffsets(srcGroup, topic)
        .forEach((queueId, offset) -> commitOffset(destGroup, topic, queueId, offset));
  }

  /** The topics that a group has consumed. */
  public Set<String> whichTopicByConsumer(String group) {
    return names(key -> key.group.equals(group), Key::topic);
  }

  /** The groups that have consumed a topic. */
  public Set<String> whichGroupByTopic(String topic) {
    return names(key -> key.topic.equals(topic), Key::group);
  }

  private Set<String> names(Predicate<Key> wanted, Function<Key, String> name) {
    return groups.entrySet().stream()
        .filter(entry -> wanted.test(entry.getKey()) && !entry.getValue().consumed.isEmpty())
        .map(entry -> name.apply(entry.getKey()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  public void removeTopic(String topic) {
    removeIf(key -> key.topic.equals(topic));
  }

  public void removeGroup(String group) {
    removeIf(key -> key.group.equals(group));
  }

  private void removeIf(Predicate<Key> gone) {
    if (groups.keySet().removeIf(gone)) {
      dirty = true;
    }
  }

  /** Writes the file if something changed since it was written last; tries again next time. */
  @Override
  public synchronized int doWork() {
    if (dirty) {
      dirty = false;
      dataVersion = dataVersion.next(clock.millis());
      var content =
          new Content(
              dataVersion, groupTopicMap(), table(Progress::consumed), table(Progress::pulled));
      if (!file.persist(content)) {
        dirty = true;
      }
    }
    return 0;
  }

  private Map<String, Set<String>> groupTopicMap() {
    return groups.entrySet().stream()
        .filter(entry -> !entry.getValue().consumed.isEmpty())
        .map(Map.Entry::getKey)
        .collect(
            Collectors.groupingBy(Key::group, Collectors.mapping(Key::topic, Collectors.toSet())));
  }

  private Map<String, Map<Integer, Long>> table(Function<Progress, Map<Integer, Long>> part) {
    Map<String, Map<Integer, Long>> table = new HashMap<>();
    groups.forEach(
        (key, progress) -> {
          if (!part.apply(progress).isEmpty()) {
            table.put(key.toString(), part.apply(progress));
          }
        });
    return table;
  }
}
