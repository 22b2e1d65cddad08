package io.glassmq.store.queue;

import io.glassmq.store.DispatchRequest;
import io.glassmq.store.StoreConfig;
import io.glassmq.store.logfile.FileLayer;
import io.glassmq.store.logfile.MappedFileQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * All consume queues, by topic and queue id, in {@code consumequeue/TOPIC/ID/}.
 *
 * <p>The dispatch thread makes queues, any thread finds them. Official counterpart: {@code
 * org.apache.rocketmq.store.queue.ConsumeQueueStore}.
 */
public final class ConsumeQueueStore {
  private final Path folder;
  private final int fileSize;
  private final FileLayer layer;
  private final Map<String, Map<Integer, ConsumeQueue>> queues = new ConcurrentHashMap<>();
  private final ConsumeQueue none;

  public ConsumeQueueStore(StoreConfig config, FileLayer layer) {
    this.layer = layer;
    this.folder = config.root().resolve("consumequeue");
    this.fileSize = config.consumeQueueFileSize();
    this.none = create("", 0);
  }

  /** Maps the queues that are there. */
  public void load(boolean lastExitOk) throws IOException {
    for (Path topic : folders(folder)) {
      for (Path queue : folders(topic)) {
        String id = queue.getFileName().toString();
        if (id.matches("\\d{1,9}")) {
          findOrCreate(topic.getFileName().toString(), Integer.parseInt(id))
              .files()
              .load(lastExitOk);
        }
      }
    }
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
  public ConsumeQueue find(String topic, int queueId) {
    Map<Integer, ConsumeQueue> ofTopic = queues.get(topic);
    ConsumeQueue queue = ofTopic == null ? null : ofTopic.get(queueId);
    return queue == null ? none : queue;
  }

  /** Whether {@link #find} found it. */
  public boolean contains(ConsumeQueue queue) {
    return queue != none;
  }

  public ConsumeQueue findOrCreate(String topic, int queueId) {
    ConsumeQueue queue = find(topic, queueId);
    return queue != none
        ? queue
        : queues
            .computeIfAbsent(topic, name -> new ConcurrentHashMap<>())
            .computeIfAbsent(queueId, id -> create(topic, id));
  }

  private ConsumeQueue create(String topic, int queueId) {
    Path path = folder.resolve(topic).resolve(Integer.toString(queueId));
    return new ConsumeQueue(topic, queueId, new MappedFileQueue(path, fileSize, layer));
  }

  public List<ConsumeQueue> all() {
    return queues.values().stream().flatMap(ofTopic -> ofTopic.values().stream()).toList();
  }

  /** Gives a record its unit, if it gets one. */
  public void dispatch(DispatchRequest record) throws IOException {
    if (!record.hasQueueEntry()) {
      return;
    }
    if (!TopicFolder.isLegalName(record.topic())) {
      throw new IOException(
          "The record at "
              + record.physicalOffset()
              + " is of a topic that cannot be a folder: "
              + record.topic());
    }
    ConsumeQueue queue = findOrCreate(record.topic(), record.queueId());
    if (queue.isOlderThanTopicOf(record)) {
      remove(queue);
      queue = findOrCreate(record.topic(), record.queueId());
    }
    queue.put(record);
  }

  /** Flushes the queues with at least this many dirty pages. */
  public void flush(int leastPages) throws IOException {
    for (ConsumeQueue queue : all()) {
      queue.files().flush(leastPages);
    }
  }

  /** Forgets messages whose records are gone. */
  public void deleteBefore(long minPhysicalOffset) throws IOException {
    for (ConsumeQueue queue : all()) {
      queue.deleteBefore(minPhysicalOffset);
    }
  }

  /**
   * One number that says which queues there are and where each ends, up to the record that starts
   * at {@code physicalOffset}; 0 if there are none. Different queues give a different number.
   */
  public long census(long physicalOffset) {
    long census = 0;
    for (ConsumeQueue queue : all()) {
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

  private void remove(ConsumeQueue queue) throws IOException {
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
    Map<Integer, ConsumeQueue> ofTopic = queues.remove(topic);
    if (ofTopic != null) {
      for (ConsumeQueue queue : ofTopic.values()) {
        queue.destroy();
      }
      Files.deleteIfExists(folder.resolve(topic));
    }
  }

  public void close() {
    all().forEach(ConsumeQueue::close);
  }
}
