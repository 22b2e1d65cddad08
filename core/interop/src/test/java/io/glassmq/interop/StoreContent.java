package io.glassmq.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.interop.driver.StoreDriver;
import io.glassmq.interop.driver.StoreDriver.Outgoing;
import io.glassmq.interop.driver.StoreDriver.Put;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a store folder must hold, whoever opens it: grows with each message that was stored. */
final class StoreContent {
  /** Small files, so that a few hundred messages fill several of each kind. */
  static final Map<String, String> SMALL_FILES =
      Map.of(
          "mappedFileSizeCommitLog", "131072",
          "mappedFileSizeConsumeQueue", "2000",
          "maxHashSlotNum", "500",
          "maxIndexNum", "600");

  private static final int STORE_TIMESTAMP_OFFSET = 56;
  private static final int QUEUES = 2;
  private static final String PLAIN_TOPIC = "ExchangeTopic";
  private static final String V2_TOPIC = "%RETRY%" + "group".repeat(30) + "_topic";

  private final Map<String, List<Written>> queues = new LinkedHashMap<>();
  private int count;

  /** A stored message and its record in the log. */
  private record Written(Outgoing message, Put put, byte[] record) {
    long storeTimestamp() {
      return ByteBuffer.wrap(record).getLong(STORE_TIMESTAMP_OFFSET);
    }
  }

  /** Message {@code i}: one in ten has a topic that needs the second record version. */
  static Outgoing message(int i) {
    String topic = i % 10 == 9 ? V2_TOPIC : PLAIN_TOPIC;
    String properties =
        "UNIQ_KEY\1%s\2KEYS\1%s shared\2TAGS\1Tag%d\2".formatted(uniqKey(i), key(i), i % 3);
    return new Outgoing(
        topic, i % QUEUES, ("body " + i + "-".repeat(i % 997)).getBytes(UTF_8), properties);
  }

  private static String uniqKey(int i) {
    return "7F0000010A4C2B2B0A4C%012X".formatted(i);
  }

  private static String key(int i) {
    return "order-" + i;
  }

  /** Appends so many more messages. */
  void write(StoreDriver store, int messages) throws Exception {
    for (int i = 0; i < messages; i++) {
      Outgoing message = message(count);
      add(store, message, store.put(message).join());
    }
  }

  /** A message that was stored, now or before a crash. */
  void add(StoreDriver store, Outgoing message, Put put) throws Exception {
    assertThat(put.status()).isEqualTo("PUT_OK");
    byte[] record = store.record(put.physicalOffset());
    assertThat(record).isNotNull();
    queue(message).add(new Written(message, put, record));
    count++;
  }

  private List<Written> queue(Outgoing message) {
    return queues.computeIfAbsent(
        message.topic() + "/" + message.queueId(), unused -> new ArrayList<>());
  }

  /** Everything is there and nothing else. */
  void check(StoreDriver store) throws Exception {
    checkAfterCrash(store);
    for (List<Written> queue : queues.values()) {
      Outgoing message = queue.get(0).message;
      assertThat(store.maxOffset(message.topic(), message.queueId())).isEqualTo(queue.size());
    }
  }

  /** Everything is there, byte for byte, by all four ways of asking. */
  void checkAfterCrash(StoreDriver store) throws Exception {
    for (List<Written> queue : queues.values()) {
      checkQueue(store, queue);
      checkTimes(store, queue);
      for (Written written : queue) {
        assertThat(store.record(written.put.physicalOffset())).isEqualTo(written.record);
      }
      for (int i = 0; i < queue.size(); i += 7) {
        checkKeys(store, queue.get(i));
      }
    }
  }

  private static void checkQueue(StoreDriver store, List<Written> queue) throws Exception {
    String topic = queue.get(0).message.topic();
    int queueId = queue.get(0).message.queueId();
    List<byte[]> records = new ArrayList<>();
    while (records.size() < queue.size()) {
      List<byte[]> more = store.read(topic, queueId, records.size(), 32);
      assertThat(more).as("%s/%d at %d", topic, queueId, records.size()).isNotEmpty();
      records.addAll(more);
    }
    assertThat(store.minOffset(topic, queueId)).isZero();
    assertThat(records).startsWith(queue.stream().map(Written::record).toArray(byte[][]::new));
  }

  private static void checkTimes(StoreDriver store, List<Written> queue) throws Exception {
    for (int i = 0; i < queue.size(); i += 13) {
      long time = queue.get(i).storeTimestamp();
      long first = queue.stream().takeWhile(other -> other.storeTimestamp() < time).count();
      Outgoing message = queue.get(i).message;
      assertThat(store.offsetByTime(message.topic(), message.queueId(), time)).isEqualTo(first);
    }
  }

  private static void checkKeys(StoreDriver store, Written written) throws Exception {
    String properties = written.message.properties();
    String uniqKey = properties.substring("UNIQ_KEY\1".length(), properties.indexOf('\2'));
    int i = Integer.parseInt(uniqKey.substring(20), 16);
    for (String key : List.of(uniqKey, key(i))) {
      assertThat(store.query(written.message.topic(), key, 32)).as(key).contains(written.record);
    }
  }
}
