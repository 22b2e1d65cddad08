package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glassmq.common.message.MessageExt;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opens what the official broker wrote. Its timer files are left to the room that reads them. */
class OfficialStoreTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"clean", "aborted"})
  void shouldReadEveryRecordOfTheLog(String name) throws Exception {
    JsonNode expected = OfficialStore.expected(name);
    try (var store = open(OfficialStore.unpack(name, folder))) {
      assertThat(store.store.getMaxPhyOffset()).isEqualTo(expected.get("maxPhyOffset").asLong());
      assertThat(store.store.getMinPhyOffset()).isEqualTo(expected.get("minPhyOffset").asLong());

      for (JsonNode record : expected.get("records")) {
        MessageExt message =
            store.store.lookMessageByOffset(record.get("physicalOffset").asLong()).orElseThrow();
        assertThat(fields(message)).isEqualTo(fields(record));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"clean", "aborted"})
  void shouldFindEveryEntryOfTheConsumeQueues(String name) throws Exception {
    JsonNode expected = OfficialStore.expected(name);
    try (var store = open(OfficialStore.unpack(name, folder))) {
      for (JsonNode queue : expected.get("consumeQueues")) {
        check(store.store, queue);
      }
    }
  }

  private static void check(MessageStore store, JsonNode queue) {
    String topic = queue.get("topic").asText();
    int queueId = queue.get("queueId").asInt();
    assertThat(store.getMinOffsetInQueue(topic, queueId))
        .isEqualTo(queue.get("minOffset").asLong());
    assertThat(store.getMaxOffsetInQueue(topic, queueId))
        .isEqualTo(queue.get("maxOffset").asLong());
    assertThat(queue.get("entries").size()).isPositive();
    for (JsonNode entry : queue.get("entries")) {
      var unit = store.consumeQueueUnit(topic, queueId, entry.get(0).asLong()).orElseThrow();
      assertThat(unit.physicalOffset()).isEqualTo(entry.get(1).asLong());
      assertThat(unit.size()).isEqualTo(entry.get(2).asInt());
      assertThat(unit.tagsCode()).isEqualTo(entry.get(3).asLong());
    }
  }

  @Test
  void shouldHandOutWhatTheOfficialBrokerHandedOut() throws Exception {
    JsonNode expected = OfficialStore.expected("clean");
    Map<String, List<Long>> offsets = new HashMap<>();
    for (JsonNode read : expected.get("readByClient")) {
      if (read.get("size").asInt() > 0) {
        offsets
            .computeIfAbsent(
                read.get("topic").asText() + "/" + read.get("queueId").asInt(),
                key -> new ArrayList<>())
            .add(read.get("queueOffset").asLong());
      }
    }
    try (var store = open(OfficialStore.unpack("clean", folder))) {
      assertThat(offsets).isNotEmpty();
      offsets.forEach(
          (queue, wanted) -> {
            String[] parts = queue.split("/");
            assertThat(store.readAll(parts[0], Integer.parseInt(parts[1])))
                .extracting(MessageExt::getQueueOffset)
                .containsExactlyElementsOf(wanted);
          });
    }
  }

  @Test
  void shouldHaveEveryMessageThatWasAcknowledgedBeforeTheKill() throws Exception {
    JsonNode acknowledged = OfficialStore.expected("aborted").get("acknowledgedToProducer");
    try (var store = open(OfficialStore.unpack("aborted", folder))) {
      assertThat(acknowledged.size()).isGreaterThan(1000);
      for (JsonNode one : acknowledged) {
        var unit =
            store
                .store
                .consumeQueueUnit(one.get(0).asText(), one.get(1).asInt(), one.get(2).asLong())
                .orElseThrow();
        MessageExt message = store.store.lookMessageByOffset(unit.physicalOffset()).orElseThrow();
        assertThat(message.getMsgId()).isEqualTo(one.get(3).asText());
        assertThat(message.getOffsetMsgId()).isEqualTo(one.get(4).asText());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"clean", "aborted"})
  void shouldFindEveryRecordWholeByItsCrc(String name) throws Exception {
    Path root = OfficialStore.unpack(name, folder);
    Files.writeString(root.resolve("abort"), "0");
    Files.delete(root.resolve("checkpoint"));
    JsonNode expected = OfficialStore.expected(name);
    List<Long> seen = new ArrayList<>();
    CommitLogRecovery recovery =
        new ScanningRecovery() {
          @Override
          public Result recover(
              List<Segment> segments, RecordCheck check, CommitLogDispatcher dispatcher)
              throws IOException {
            return super.recover(segments, check, record -> seen.add(record.physicalOffset()));
          }
        };
    var parts = StoreParts.defaults().with(recovery);

    TestStore.open(
            OfficialStore.config(root),
            parts,
            OfficialStore::queueType,
            MessageArrivingListener.NONE)
        .close();

    assertThat(seen)
        .containsExactlyElementsOf(
            stream(expected.get("records")).map(r -> r.get("physicalOffset").asLong()).toList());
  }

  @Test
  void shouldGoOnWhereTheOfficialBrokerStopped() throws Exception {
    Path root = OfficialStore.unpack("clean", folder);
    long end = OfficialStore.expected("clean").get("maxPhyOffset").asLong();
    try (var store = open(root)) {
      AppendMessageResult result = store.put(Messages.message("TopicPlain", 0, "one more"));

      assertThat(result.wroteOffset()).isEqualTo(end);
      assertThat(result.queueOffset()).isEqualTo(65);
    }
    try (var store = open(root)) {
      assertThat(store.bodies("TopicPlain", 0)).hasSize(66).endsWith("one more");
    }
  }

  @TestFactory
  Stream<DynamicTest> shouldRecoverAsTheOfficialStoreDoes() throws IOException {
    JsonNode cases = OfficialStore.json("recovery-cases.json");
    return stream(cases)
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.get("name").asText(), () -> recover(one, expected(one, cases))));
  }

  /**
   * The official store keeps a record whose properties end with zeros, with what is left of them. A
   * crash leaves such when the last page of the record did not reach the disk: for us the record is
   * torn, and gone as if all of it were zero.
   */
  private static JsonNode expected(JsonNode one, JsonNode cases) {
    return one.get("name").asText().contains("(inside its properties) zeroed")
        ? stream(cases)
            .filter(other -> other.get("name").asText().equals("last record completely zeroed"))
            .findFirst()
            .orElseThrow()
        : one;
  }

  private void recover(JsonNode one, JsonNode expected) throws Exception {
    Path into = Files.createTempDirectory(folder, "case");
    Path root = OfficialStore.unpack(one.get("base").asText(), into);
    for (JsonNode edit : one.get("edits")) {
      apply(edit, root);
    }

    try (var store = open(root)) {
      assertThat(store.store.getMaxPhyOffset())
          .isEqualTo(expected.get("maxPhyOffsetAfterStart").asLong());
      Map<String, Long> max = new TreeMap<>();
      Map<String, Long> wanted = new TreeMap<>();
      for (var queue : expected.get("consumeQueueMaxOffsetAfterStart").properties()) {
        String[] parts = queue.getKey().split("/");
        wanted.put(queue.getKey(), queue.getValue().asLong());
        max.put(
            queue.getKey(), store.store.getMaxOffsetInQueue(parts[0], Integer.parseInt(parts[1])));
      }
      assertThat(max).isEqualTo(wanted);
      long last = expected.get("lastRecordPhysicalOffset").asLong();
      assertThat(store.store.lookMessageByOffset(last)).isPresent();
      StoreAudit.assertLogAndQueuesAgree(store, 1 << 20);
      assertThat(root.resolve("commitlog").toFile().list())
          .containsExactlyInAnyOrderElementsOf(
              stream(expected.get("commitLogFilesAfter")).map(JsonNode::asText).toList());
    }
    StoreAudit.assertSettled(root, OfficialStore.config(root));
  }

  private static void apply(JsonNode edit, Path root) throws IOException {
    if (edit.isTextual()) {
      Path path = root.resolve(edit.asText().substring("rm ".length()));
      if (Files.exists(path)) {
        try (Stream<Path> all = Files.walk(path)) {
          for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
            Files.delete(each);
          }
        }
      }
      return;
    }
    Path file = root.resolve(edit.get("file").asText());
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      byte[] bytes = HexFormat.of().parseHex(edit.get("hex").asText());
      channel.write(ByteBuffer.wrap(bytes), edit.get("offset").asLong());
    }
  }

  private static TestStore open(Path root) throws StoreException {
    return OfficialStore.open(root);
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(array.iterator(), Spliterator.ORDERED), false);
  }

  private static Map<String, Object> fields(MessageExt message) {
    Map<String, Object> fields = new TreeMap<>(message.getProperties());
    fields.put(".offset", message.getCommitLogOffset());
    fields.put(".size", message.getStoreSize());
    fields.put(".topic", message.getTopic());
    fields.put(".queueId", message.getQueueId());
    fields.put(".queueOffset", message.getQueueOffset());
    fields.put(".storeTimestamp", message.getStoreTimestamp());
    fields.put(".bornTimestamp", message.getBornTimestamp());
    fields.put(
        ".bornHost", ((InetSocketAddress) message.getBornHost()).getAddress().getHostAddress());
    fields.put(".msgId", message.getOffsetMsgId());
    fields.put(".sysFlag", message.getSysFlag());
    fields.put(".flag", message.getFlag());
    fields.put(".reconsumeTimes", message.getReconsumeTimes());
    fields.put(".prepared", message.getPreparedTransactionOffset());
    fields.put(".bodyCrc", message.getBodyCRC());
    fields.put(".bodyLength", message.getBody().length);
    return fields;
  }

  private static Map<String, Object> fields(JsonNode record) {
    Map<String, Object> fields = new TreeMap<>();
    for (var property : record.get("properties").properties()) {
      fields.put(property.getKey(), property.getValue().asText());
    }
    fields.put(".offset", record.get("physicalOffset").asLong());
    fields.put(".size", record.get("size").asInt());
    fields.put(".topic", record.get("topic").asText());
    fields.put(".queueId", record.get("queueId").asInt());
    fields.put(".queueOffset", record.get("queueOffset").asLong());
    fields.put(".storeTimestamp", record.get("storeTimestamp").asLong());
    fields.put(".bornTimestamp", record.get("bornTimestamp").asLong());
    fields.put(".bornHost", record.get("bornHost").asText());
    fields.put(".msgId", record.get("msgId").asText());
    fields.put(".sysFlag", record.get("sysFlag").asInt());
    fields.put(".flag", record.get("flag").asInt());
    fields.put(".reconsumeTimes", record.get("reconsumeTimes").asInt());
    fields.put(".prepared", record.get("preparedTransactionOffset").asLong());
    fields.put(".bodyCrc", record.get("bodyCrc").asInt());
    fields.put(".bodyLength", record.get("storedBodyLength").asInt());
    return fields;
  }
}
