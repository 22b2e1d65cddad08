package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.attribute.CQType;
import io.glassmq.store.logfile.FileLayer;
import io.glassmq.store.queue.ConsumeQueueExtUnit;
import io.glassmq.store.queue.ConsumeQueueStore;
import io.glassmq.store.queue.CqUnit;
import io.glassmq.store.queue.UnitQueue;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Consume queues with an extension. */
class ExtendedQueueTest {
  private static final String[] ON = {
    "enableConsumeQueueExt", "true", "mappedFileSizeConsumeQueueExt", "65536"
  };

  @TempDir Path root;

  private Path extension(String topic) {
    return root.resolve("consumequeue_ext/" + topic + "/0/00000000000000000000");
  }

  private static void put(TestStore store, int count, String tag) {
    for (int i = 0; i < count; i++) {
      store.put(Messages.message("A", 0, "x", Map.of("TAGS", tag)));
    }
    store.awaitDispatched();
  }

  private static int count(TestStore store, String tag) {
    store.awaitDispatched();
    GetMessageResult found = store.store.getMessage("A", 0, 0, 32, code -> code == tag.hashCode());
    found.release();
    return found.messageCount();
  }

  private ConsumeQueueStore queues() {
    var config = TestStore.config(root, ON).queues();
    return new ConsumeQueueStore(config, FileLayer.DISK, topic -> CQType.SimpleCQ);
  }

  private static DispatchRequest record(int i) {
    return new DispatchRequest("A", 0, i, i * 100L, 100, 1_000 + i, 0, "");
  }

  @Test
  void shouldReadAUnitOfTheOfficialBroker() {
    byte[] bytes =
        HexFormat.of()
            .parseHex("00220000000000000041000001a201b851d6000e0000000000040008000000008000");

    var unit = ConsumeQueueExtUnit.read(ByteBuffer.wrap(bytes));

    assertThat(unit.tagsCode()).isEqualTo("A".hashCode());
    assertThat(unit.storeTimestamp()).isEqualTo(0x1a201b851d6L);
    assertThat(unit.bitmap()).hasSize(14).contains(4, 8, -128);
    var layout = ConsumeQueueExtUnit.layout(14);
    assertThat(layout.length()).isEqualTo(34);
    assertThat(layout.fields().get(3).value(ByteBuffer.wrap(bytes))).isEqualTo("14");
  }

  @Test
  void shouldPutAddressesInThePlaceOfTagsCodes() throws Exception {
    try (var store = TestStore.open(root, ON)) {
      put(store, 2, "red");

      var unit = store.store.consumeQueueUnit("A", 0, 1).orElseThrow();

      assertThat(unit.tagsCode()).isEqualTo(Long.MIN_VALUE + 20);
      byte[] written = Arrays.copyOfRange(Files.readAllBytes(extension("A")), 20, 40);
      assertThat(ConsumeQueueExtUnit.read(ByteBuffer.wrap(written)).tagsCode())
          .isEqualTo("red".hashCode());
    }
  }

  @Test
  void shouldFilterByTheTagsCodeBehindTheAddress() throws Exception {
    try (var store = TestStore.open(root, ON)) {
      put(store, 3, "red");
      put(store, 4, "blue");

      assertThat(count(store, "red")).isEqualTo(3);
      assertThat(count(store, "blue")).isEqualTo(4);
    }
  }

  @Test
  void shouldHandOutAllMessagesWhereTheTagsCodeIsUnknown() throws Exception {
    try (var store = TestStore.open(root, ON)) {
      put(store, 3, "red");
    }
    TestStore.delete(root.resolve("consumequeue_ext"));

    try (var store = TestStore.open(root, ON)) {
      assertThat(count(store, "blue")).isEqualTo(3);
    }
    try (var plain = TestStore.open(root)) {
      assertThat(count(plain, "blue")).isEqualTo(3);
      put(plain, 1, "blue");
      assertThat(count(plain, "red")).isEqualTo(3);
    }
  }

  @Test
  void shouldGoOnAfterAReopeningAndAfterACrash() throws Exception {
    for (int round = 1; round <= 4; round++) {
      try (var store = TestStore.open(root, ON)) {
        put(store, 2, "red");
        put(store, 1, "blue");
        assertThat(count(store, "red")).isEqualTo(2 * round);
        assertThat(count(store, "blue")).isEqualTo(round);
      }
      if (round == 2) {
        Files.writeString(root.resolve("abort"), "0");
      }
    }
    assertThat(Files.readAllBytes(extension("A"))).isNotEmpty().hasSize(65536);
    assertThat(Arrays.copyOfRange(Files.readAllBytes(extension("A")), 12 * 20, 65536))
        .containsOnly(0);
  }

  @Test
  void shouldRollForgetAndEndWithItsQueue() throws Exception {
    ConsumeQueueStore queues = queues();
    UnitQueue queue = queues.findOrCreate("A", 0);
    for (int i = 0; i < 10_000; i++) {
      queue.put(record(i), i);
    }
    Path second = root.resolve("consumequeue_ext/A/0/00000000000000065536");
    assertThat(second).exists();
    for (int i = 0; i < 10_000; i++) {
      assertThat(queue.tagsCode(queue.get(i))).isEqualTo(i);
    }

    queue.deleteBefore(500_000);
    assertThat(extension("A")).doesNotExist();
    assertThat(queue.tagsCode(queue.get(5_000))).isEqualTo(5_000);

    queue.truncate(600_000, true);
    CqUnit last = queue.get(5_999);
    assertThat(queue.tagsCode(last)).isEqualTo(5_999);
    long end = last.tagsCode() - Long.MIN_VALUE + 20;
    queue.put(record(6_000), 77);
    assertThat(queue.get(6_000).tagsCode()).isEqualTo(Long.MIN_VALUE + end);

    queues.remove("A");
    assertThat(root.resolve("consumequeue_ext/A")).doesNotExist();
    queues.close();
  }
}
