package io.glassmq.store.queue;

import io.glassmq.common.attribute.CQType;
import io.glassmq.store.DispatchRequest;
import io.glassmq.store.logfile.FileLayer;
import io.glassmq.store.logfile.MappedFileQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All consume queues, by topic and queue id, in {@code consumequeue/TOPIC/ID/}; those of a topic of
 * type {@code BatchCQ} in {@code batchconsumequeue/TOPIC/ID/}.
 *
 * <p>The dispatch thread makes queues, any thread finds them. Official counterpart: {@code
 * org.apache.rocketmq.store.queue.ConsumeQueueStore}.
 */
public final class ConsumeQueueStore {
  private final QueueConfig config;
  private final FileLayer layer;
  private final QueueUnits.Factory factory;
  private final Function<String, CQType> types;
  private final TagsCodes tagsCodes;
  private final Map<String, Map<Integer, UnitQueue>> queues = new ConcurrentHashMap<>();
  private final UnitQueue none;
  private volatile boolean hasLightQueues;

  /**
   * @param types what kind of queue a topic has
   */
  public ConsumeQueueStore(QueueConfig config, FileLayer layer, Function<String, CQType> types) {
    this(config, layer, types, ConsumeQueue::new);
  }

  /**
   * @param types what kind of queue a topic has
   * @param factory of the units of a queue of type {@code SimpleCQ}
   */
  public ConsumeQueueStore(
      QueueConfig config,
      FileLayer layer,
      Function<String, CQType> types,
      QueueUnits.Factory factory) {
    this.config = config;
    this.factory = factory;
    this.layer = layer;
    this.types = types;
    this.tagsCodes = new TagsCodes(config.delayLevels());
    this.hasLightQueues = config.lightQueues();
    this.none = create(CQType.SimpleCQ, "", 0);
  }

  /** Maps the queues that are there. */
  public void load(boolean lastExitOk) throws IOException {
    for (CQType type : CQType.values()) {
      for (Path topic : folders(folder(type))) {
        for (Path queue : folders(topic)) {
          String id = queue.getFileName().toString();
          if (id.matches("\\d{1,9}")) {
            load(type, topic.getFileName().toString(), Integer.parseInt(id), lastExitOk);
          }
        }
      }
    }
  }

  private void load(CQType type, String topic, int queueId, boolean lastExitOk) throws IOException {
    if (types.apply(topic) != type) {
      String advice = "mend topics.json or move the folder away";
      throw new IOException(
          "%s holds a queue of type %s, but topic %s is of type %s; %s."
              .formatted(folder(type).resolve(topic), type, topic, types.apply(topic), advice));
    }
    findOrCreate(topic, queueId).load(lastExitOk);
  }

  private Path folder(CQType type) {
    return config.root().resolve(type == CQType.BatchCQ ? "batchconsumequeue" : "consumequeue");
  }

  private Path extFolder() {
    return config.root().resolve("consumequeue_ext");
  }

  private static List<Path> folders(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> list = Files.list(parent)) {
      return list.filter(Files::isDirectory).sorted().toList();
    }
  }

  /** The queue; an empty one if no message of it was dispatched yet. */
  public UnitQueue find(String topic, int queueId) {
    Map<Integer, UnitQueue> ofTopic = queues.get(topic);
    UnitQueue queue = ofTopic == null ? null : ofTopic.get(queueId);
    return queue == null ? none : queue;
  }

  /** Whether {@link #find} found it. */
  public boolean contains(UnitQueue queue) {
    return queue != none;
  }

  public UnitQueue findOrCreate(String topic, int queueId) {
    UnitQueue queue = find(topic, queueId);
    return queue != none
        ? queue
        : queues
            .computeIfAbsent(topic, name -> new ConcurrentHashMap<>())
            .computeIfAbsent(queueId, id -> create(types.apply(topic), topic, id));
  }

  private UnitQueue create(CQType type, String topic, int queueId) {
    hasLightQueues |= LightQueues.isLight(topic);
    if (type == CQType.BatchCQ) {
      var bytes = files(folder(type), topic, queueId, config.batchFileSize());
      var files = new UnitFiles(bytes, BatchConsumeQueueUnit.LENGTH);
      return new UnitQueue(topic, queueId, files, new BatchConsumeQueue(files));
    }
    var bytes = files(folder(type), topic, queueId, config.fileSize());
    var files = new UnitFiles(bytes, ConsumeQueueUnit.LENGTH);
    QueueUnits units = factory.create(files);
    return config.extEnable()
        ? new ExtendedConsumeQueue(topic, queueId, files, units, extension(topic, queueId))
        : new UnitQueue(topic, queueId, files, units);
  }

  private ConsumeQueueExt extension(String topic, int queueId) {
    return new ConsumeQueueExt(files(extFolder(), topic, queueId, config.extFileSize()));
  }

  private MappedFileQueue files(Path folder, String topic, int queueId, int fileSize) {
    Path path = folder.resolve(topic).resolve(Integer.toString(queueId));
    return new MappedFileQueue(path, fileSize, layer);
  }

  public List<UnitQueue> all() {
    return queues.values().stream().flatMap(ofTopic -> ofTopic.values().stream()).toList();
  }

  /** Gives a record its unit, if it gets one. */
  public void dispatch(DispatchRequest record) throws IOException {
    if (!record.hasQueueEntry()) {
      return;
    }
    UnitQueue queue = findOrCreate(record.topic(), record.queueId());
    if (queue.isOlderThanTopicOf(record)) {
      remove(queue);
      queue = findOrCreate(record.topic(), record.queueId());
    }
    long tagsCode = tagsCodes.of(record);
    queue.put(record, tagsCode);
    if (hasLightQueues) {
      for (DispatchRequest light : LightQueues.of(record)) {
        putLight(light, tagsCode);
      }
    }
  }

  /**
   * Offsets in light queues are as good as who wrote them: one far behind the end is not believed.
   * A queue that is there already goes on even if the setting says that no new ones are wanted.
   */
  private void putLight(DispatchRequest light, long tagsCode) throws IOException {
    UnitQueue queue = find(light.topic(), light.queueId());
    if (queue == none && config.lightQueues()) {
      queue = findOrCreate(light.topic(), light.queueId());
    }
    if (queue != none && (queue.maxIndex() == 0 || light.queueOffset() <= queue.maxOffset())) {
      queue.put(light, tagsCode);
    }
  }

  /** Flushes the queues with at least this many dirty pages. */
  public void flush(int leastPages) throws IOException {
    for (UnitQueue queue : all()) {
      queue.flush(leastPages);
    }
  }

  public Set<String> topics() {
    return Set.copyOf(queues.keySet());
  }

  /** Forgets messages whose records are gone. */
  public void deleteBefore(long minPhysicalOffset) throws IOException {
    for (UnitQueue queue : all()) {
      queue.deleteBefore(minPhysicalOffset);
    }
  }

  /**
   * One number that says which queues there are and where each ends, up to the record that starts
   * at {@code physicalOffset}; 0 if there are none. Different queues give a different number.
   */
  public long census(long physicalOffset) {
    long census = 0;
    for (UnitQueue queue : all()) {
      long end = queue.endBehind(physicalOffset);
      if (end > 0) {
        census += mix(mix((long) queue.topic().hashCode() << 32 | queue.queueId()) + end);
      }
    }
    return census;
  }

  /** Any change of the input changes about half of the bits. */
  private static long mix(long value) {
    long mixed = (value ^ value >>> 32) * 0x9E3779B97F4A7C15L;
    return mixed ^ mixed >>> 29;
  }

  private void remove(UnitQueue queue) throws IOException {
    queues.computeIfPresent(
        queue.topic(),
        (name, ofTopic) -> {
          ofTopic.remove(queue.queueId(), queue);
          return ofTopic;
        });
    queue.destroy();
  }

  /** Deletes the queues of a topic. */
  public void remove(String topic) throws IOException {
    Map<Integer, UnitQueue> ofTopic = queues.remove(topic);
    if (ofTopic != null) {
      for (UnitQueue queue : ofTopic.values()) {
        queue.destroy();
      }
      for (CQType type : CQType.values()) {
        Files.deleteIfExists(folder(type).resolve(topic));
      }
      Files.deleteIfExists(extFolder().resolve(topic));
    }
  }

  public void close() {
    all().forEach(UnitQueue::close);
  }
}
