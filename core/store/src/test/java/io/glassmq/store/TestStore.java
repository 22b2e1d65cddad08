package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.common.attribute.CQType;
import io.glassmq.common.config.ConfigReader;
import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.store.queue.ConsumeQueueUnit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;

/** A store with small files in a folder, opened and closed by a test. */
final class TestStore implements AutoCloseable {
  static final int LOG_FILE = 16 << 10;
  static final int QUEUE_FILE = 20 * ConsumeQueueUnit.LENGTH;

  final DefaultMessageStore store;

  private TestStore(DefaultMessageStore store) {
    this.store = store;
  }

  static StoreConfig config(Path root, String... keysAndValues) {
    var properties = new Properties();
    properties.setProperty("storePathRootDir", root.toString());
    properties.setProperty("mappedFileSizeCommitLog", Integer.toString(LOG_FILE));
    properties.setProperty("mappedFileSizeConsumeQueue", Integer.toString(QUEUE_FILE));
    // What happens here shall not depend on how full the disk of this machine is.
    properties.setProperty("diskSpaceWarningLevelRatio", "100");
    properties.setProperty("diskSpaceCleanForciblyRatio", "100");
    properties.setProperty("diskMaxUsedSpaceRatio", "100");
    // Nor on how fast that disk is.
    properties.setProperty("syncFlushTimeout", "60000");
    properties.setProperty("maxHashSlotNum", "100");
    properties.setProperty("maxIndexNum", "400");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
    }
    return StoreConfig.read(new ConfigReader(properties));
  }

  static TestStore open(Path root, String... keysAndValues) throws StoreException {
    return open(config(root, keysAndValues), StoreParts.defaults(), MessageArrivingListener.NONE);
  }

  static TestStore open(StoreConfig config, StoreParts parts, MessageArrivingListener listener)
      throws StoreException {
    return open(config, parts, topic -> CQType.SimpleCQ, listener);
  }

  static TestStore open(
      StoreConfig config,
      StoreParts parts,
      Function<String, CQType> queueTypes,
      MessageArrivingListener listener)
      throws StoreException {
    var store = new DefaultMessageStore(config, parts, queueTypes, listener);
    store.load();
    store.start();
    return new TestStore(store);
  }

  AppendMessageResult put(MessageExtBrokerInner message) {
    PutMessageResult result = store.putMessage(message).join();
    assertThat(result.status()).isEqualTo(PutMessageStatus.PUT_OK);
    return result.append();
  }

  void put(String topic, int queueId, String... bodies) {
    for (String body : bodies) {
      put(Messages.message(topic, queueId, body));
    }
  }

  void awaitDispatched() {
    await()
        .pollInterval(Duration.ofMillis(1))
        .untilAsserted(() -> assertThat(store.dispatchBehindBytes()).isZero());
  }

  /** All messages of a queue from its min offset on. */
  List<MessageExt> readAll(String topic, int queueId) {
    awaitDispatched();
    List<MessageExt> all = new ArrayList<>();
    long offset = store.getMinOffsetInQueue(topic, queueId);
    while (offset < store.getMaxOffsetInQueue(topic, queueId)) {
      GetMessageResult result = store.getMessage(topic, queueId, offset, 32, MessageFilter.ALL);
      all.addAll(decode(result));
      assertThat(result.nextBeginOffset()).isGreaterThan(offset);
      offset = result.nextBeginOffset();
    }
    return all;
  }

  List<String> bodies(String topic, int queueId) {
    return readAll(topic, queueId).stream().map(Messages::body).toList();
  }

  static List<MessageExt> decode(GetMessageResult result) {
    List<MessageExt> messages = new ArrayList<>();
    for (ByteBuffer buffer : result.buffers()) {
      messages.add(MessageDecoder.decode(buffer));
    }
    result.release();
    return messages;
  }

  /** Copies the files of a store as they are now: what a crash of the process would leave. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Override
  public void close() {
    store.shutdown();
  }
}
