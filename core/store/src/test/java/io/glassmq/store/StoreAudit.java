package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.message.MessageExt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Compares what the parts of a store say about each other. */
final class StoreAudit {
  private final MessageStore store;
  private final int logFileSize;
  private final Map<String, Long> nextOffsets = new HashMap<>();

  private StoreAudit(MessageStore store, int logFileSize) {
    this.store = store;
    this.logFileSize = logFileSize;
  }

  /**
   * Log and queues agree: the queue offsets of each queue rise by one along the log, each unit
   * points to its record, and no queue knows of more than the log has.
   */
  static void assertLogAndQueuesAgree(TestStore store, int logFileSize) {
    store.awaitDispatched();
    new StoreAudit(store.store, logFileSize).walk();
  }

  private void walk() {
    long at = store.getMinPhyOffset();
    while (at < store.getMaxPhyOffset()) {
      MessageExt message = store.lookMessageByOffset(at).orElse(null);
      if (message == null) {
        at = (at / logFileSize + 1) * logFileSize;
      } else {
        if (DispatchRequest.hasQueueEntry(message.getSysFlag())) {
          check(message);
        }
        at += message.getStoreSize();
      }
    }
    nextOffsets.forEach(
        (queue, next) -> {
          String[] parts = queue.split("/");
          assertThat(store.getMaxOffsetInQueue(parts[0], Integer.parseInt(parts[1])))
              .as("end of %s", queue)
              .isEqualTo(next);
        });
  }

  private void check(MessageExt message) {
    String topic = message.getTopic();
    int queueId = message.getQueueId();
    long offset = message.getQueueOffset();
    String inner = message.getProperty("INNER_NUM");
    int count = inner == null ? 1 : Integer.parseInt(inner);
    Long next = nextOffsets.put(topic + "/" + queueId, offset + count);
    assertThat(offset)
        .as("offset of the record at %d", message.getCommitLogOffset())
        .isEqualTo(next == null ? store.getMinOffsetInQueue(topic, queueId) : next);
    assertThat(store.consumeQueueUnit(topic, queueId, offset))
        .as("unit %d of %s/%d", offset, topic, queueId)
        .hasValueSatisfying(
            unit -> {
              assertThat(unit.physicalOffset()).isEqualTo(message.getCommitLogOffset());
              assertThat(unit.size()).isEqualTo(message.getStoreSize());
            });
  }

  /**
   * A checksum of each file, but of those that say how far everything is, and of those that hold
   * nothing: a file of the log is made ahead, or not in time, and goes when the store is opened.
   */
  static Map<String, Long> checksums(Path root) throws IOException {
    Map<String, Long> sums = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(path).toString();
        byte[] bytes = Files.readAllBytes(path);
        boolean holdsNothing = Arrays.equals(bytes, new byte[bytes.length]);
        if (!name.matches("checkpoint|abort|lock") && !holdsNothing) {
          var crc = new CRC32();
          crc.update(bytes);
          sums.put(name, crc.getValue());
        }
      }
    }
    return sums;
  }

  /** Opening the store again, as after a stop and as after a crash, changes nothing. */
  static void assertSettled(Path root, StoreConfig config) throws Exception {
    Map<String, Long> before = checksums(root);
    reopen(config);
    assertThat(checksums(root)).as("files after a clean stop").isEqualTo(before);
    Files.writeString(root.resolve("abort"), "0");
    reopen(config);
    assertThat(checksums(root)).as("files after a second recovery").isEqualTo(before);
  }

  private static void reopen(StoreConfig config) throws StoreException {
    TestStore.open(config, StoreParts.defaults(), MessageArrivingListener.NONE).close();
  }
}
