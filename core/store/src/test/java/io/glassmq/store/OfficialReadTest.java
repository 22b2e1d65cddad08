package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.sysflag.MessageSysFlag;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of an official broker: their bodies, and how they are found by time and in batches. */
class OfficialReadTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"clean", "aborted"})
  void shouldReadTheBodiesThatWereSent(String name) throws Exception {
    try (var store = OfficialStore.open(OfficialStore.unpack(name, folder))) {
      for (JsonNode record : OfficialStore.expected(name).get("records")) {
        MessageExt message =
            store.store.lookMessageByOffset(record.get("physicalOffset").asLong()).orElseThrow();
        byte[] body = body(message);
        if (body != null) {
          assertThat(sha256(body)).isEqualTo(record.get("bodySha256").asText());
        }
      }
    }
  }

  /** As it was sent; null if it was compressed by a library that the JDK does not have. */
  private static byte[] body(MessageExt message) throws IOException {
    int sysFlag = message.getSysFlag();
    if ((sysFlag & MessageSysFlag.COMPRESSED_FLAG) == 0) {
      return message.getBody();
    }
    int type = sysFlag & 0x700;
    if (type != 0 && type != 0x300) {
      return null;
    }
    return new InflaterInputStream(new ByteArrayInputStream(message.getBody())).readAllBytes();
  }

  private static String sha256(byte[] body) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"clean", "aborted"})
  void shouldFindEveryMessageByItsTime(String name) throws Exception {
    JsonNode expected = OfficialStore.expected(name);
    Map<Long, Long> timeOfRecord = new HashMap<>();
    for (JsonNode record : expected.get("records")) {
      timeOfRecord.put(
          record.get("physicalOffset").asLong(), record.get("storeTimestamp").asLong());
    }
    try (var store = OfficialStore.open(OfficialStore.unpack(name, folder))) {
      for (JsonNode queue : expected.get("consumeQueues")) {
        List<Unit> units = new ArrayList<>();
        for (JsonNode entry : queue.get("entries")) {
          units.add(new Unit(entry.get(0).asLong(), timeOfRecord.get(entry.get(1).asLong())));
        }
        checkTimes(store.store, queue, units);
      }
    }
  }

  private record Unit(long offset, long time) {}

  private static void checkTimes(MessageStore store, JsonNode queue, List<Unit> units) {
    String topic = queue.get("topic").asText();
    int queueId = queue.get("queueId").asInt();
    for (Unit unit : units) {
      long first = units.stream().filter(u -> u.time == unit.time).findFirst().get().offset;
      long newer =
          units.stream()
              .filter(u -> u.time > unit.time)
              .findFirst()
              .map(Unit::offset)
              .orElse(queue.get("maxOffset").asLong());

      assertThat(store.getOffsetInQueueByTime(topic, queueId, unit.time, BoundaryType.LOWER))
          .isEqualTo(first);
      assertThat(store.getOffsetInQueueByTime(topic, queueId, unit.time + 1, BoundaryType.LOWER))
          .isEqualTo(newer);
      if (queue.get("type").asText().equals("SimpleCQ")) {
        assertThat(store.getOffsetInQueueByTime(topic, queueId, unit.time, BoundaryType.UPPER))
            .isEqualTo(newer - 1);
      }
    }
  }

  @Test
  void shouldHandOutTheWholeBatchForEachOfItsOffsets() throws Exception {
    try (var store = OfficialStore.open(OfficialStore.unpack("clean", folder))) {
      int checked = 0;
      for (JsonNode read : OfficialStore.expected("clean").get("readByClient")) {
        if (read.get("topic").asText().equals("TopicBatchCq")) {
          var result =
              store.store.getMessage(
                  "TopicBatchCq", 0, read.get("queueOffset").asLong(), 1, MessageFilter.ALL);
          assertThat(TestStore.decode(result))
              .extracting(MessageExt::getCommitLogOffset)
              .containsExactly(read.get("physicalOffset").asLong());
          checked++;
        }
      }
      assertThat(checked).isEqualTo(20);
    }
  }
}
