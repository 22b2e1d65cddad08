package io.glassmq.broker.offset;

import io.glassmq.broker.ConfigFile;
import io.glassmq.common.Clock;
import io.glassmq.common.thread.Agent;
import io.glassmq.remoting.protocol.DataVersion;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How far each group has read: the offset of the next message for each queue. {@code
 * consumerOffset.json} and the tables in memory.
 *
 * <p>Thread-safe; reading and committing take no lock. One thread calls {@link #doWork()}, which
 * writes the file when something changed.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.offset.ConsumerOffsetManager}.
 */
public final class ConsumerOffsetManager implements Agent {
  /** No offset is known. */
  public static final long NONE = -1;

  private final ConfigFile file;
  private final Clock clock;
  private final ConcurrentMap<Key, ConcurrentMap<Integer, Long>> offsets =
      new ConcurrentHashMap<>();
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
   * The file.
   *
   * @param groupTopicMap follows from the rest; for others to read
   * @param offsetTable with keys {@code topic@group}
   */
  private record Content(
      DataVersion dataVersion,
      Map<String, Set<String>> groupTopicMap,
      Map<String, Map<Integer, Long>> offsetTable) {
    Content {
      offsetTable = offsetTable == null ? Map.of() : offsetTable;
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
    content.offsetTable.forEach(
        (key, queues) -> {
          if (key.indexOf(Key.SEPARATOR) > 0) {
            offsets.put(Key.of(key), new ConcurrentHashMap<>(queues));
          }
        });
    dataVersion = content.dataVersion == null ? dataVersion : content.dataVersion;
  }

  /** The next offset of the group in the queue, or {@link #NONE}. */
  public long queryOffset(String group, String topic, int queueId) {
    Map<Integer, Long> queues = offsets.get(new Key(topic, group));
    return queues == null ? NONE : queues.getOrDefault(queueId, NONE);
  }

  /** Notes the next offset; a smaller one counts as well, for that is how groups go back. */
  public void commitOffset(String group, String topic, int queueId, long offset) {
    var key = new Key(topic, group);
    ConcurrentMap<Integer, Long> queues = offsets.get(key);
    if (queues == null) {
      queues = offsets.computeIfAbsent(key, ignored -> new ConcurrentHashMap<>());
    }
    Long old = queues.put(queueId, offset);
    if (old == null || old != offset) {
      dirty = true;
    }
  }

  public void removeTopic(String topic) {
    removeIf(key -> key.topic.equals(topic));
  }

  public void removeGroup(String group) {
    removeIf(key -> key.group.equals(group));
  }

  private void removeIf(Predicate<Key> gone) {
    if (offsets.keySet().removeIf(gone)) {
      dirty = true;
    }
  }

  /** Writes the file if something changed since it was written last; tries again next time. */
  @Override
  public synchronized int doWork() {
    if (dirty) {
      dirty = false;
      dataVersion = dataVersion.next(clock.millis());
      if (!file.persist(new Content(dataVersion, groupTopicMap(), offsetTable()))) {
        dirty = true;
      }
    }
    return 0;
  }

  private Map<String, Set<String>> groupTopicMap() {
    return offsets.keySet().stream()
        .collect(
            Collectors.groupingBy(Key::group, Collectors.mapping(Key::topic, Collectors.toSet())));
  }

  private Map<String, Map<Integer, Long>> offsetTable() {
    return offsets.entrySet().stream()
        .collect(Collectors.toMap(entry -> entry.getKey().toString(), Map.Entry::getValue));
  }
}
