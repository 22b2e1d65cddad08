package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.layout.Layout;
import io.glassmq.store.index.IndexEntry;
import io.glassmq.store.index.IndexHeader;
import io.glassmq.store.index.IndexLayout;
import io.glassmq.store.queue.BatchConsumeQueueUnit;
import io.glassmq.store.queue.ConsumeQueueUnit;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written and what the layout says about the bytes agree, field by field. */
class LayoutsTest {

  private static List<String> words(Layout layout, ByteBuffer structure) {
    return layout.fields().stream()
        .map(field -> field.name() + ": " + field.value(structure))
        .toList();
  }

  @Test
  void shouldReadAConsumeQueueUnitAsItWasWritten() {
    var bytes = ByteBuffer.allocate(ConsumeQueueUnit.LENGTH);

    new ConsumeQueueUnit(1L << 40, 274, -5).write(bytes, 0);

    assertThat(words(ConsumeQueueUnit.LAYOUT, bytes))
        .containsExactly("physical offset: 1099511627776", "size: 274", "tags code: -5");
    assertThat(ConsumeQueueUnit.LAYOUT.length()).isEqualTo(ConsumeQueueUnit.LENGTH);
  }

  @Test
  void shouldReadABatchConsumeQueueUnitAsTheOfficialBrokerWroteIt() {
    String hex =
        "0000000000000675"
            + "0000012d"
            + "0000000000000000"
            + "000001a201b85287"
            + "0000000000000003"
            + "0003"
            + "ffffffff"
            + "00000000";
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex));

    assertThat(words(BatchConsumeQueueUnit.LAYOUT, bytes))
        .containsExactly(
            "physical offset: 1653",
            "size: 301",
            "tags code: 0",
            "store timestamp: 1795325186695 = 2026-11-22T05:26:26.695Z",
            "first offset: 3",
            "messages: 3",
            "compacted: -1",
            "reserved: 0");
    var written = ByteBuffer.allocate(BatchConsumeQueueUnit.LENGTH);
    BatchConsumeQueueUnit.read(bytes, 0).write(written, 0);
    assertThat(written).isEqualTo(bytes);
    assertThat(BatchConsumeQueueUnit.LAYOUT.length()).isEqualTo(BatchConsumeQueueUnit.LENGTH);
  }

  @Test
  void shouldReadACheckpointAsItWasWritten(@TempDir Path folder) throws Exception {
    var checkpoint = new StoreCheckpoint(folder.resolve("checkpoint"));
    checkpoint.logFlushed(1_000);
    checkpoint.queuesFlushed(777, 2_000);
    checkpoint.confirmed(555);

    checkpoint.save();

    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("checkpoint")));
    assertThat(words(StoreCheckpoint.LAYOUT, bytes))
        .containsExactly(
            "log flushed to: 1000 = 1970-01-01T00:00:01Z",
            "queues flushed to: 2000 = 1970-01-01T00:00:02Z",
            "index flushed to: 0",
            "master flushed: 0",
            "confirm offset: 555",
            "queues flushed at: 777",
            "census taken at: 0",
            "census of queues: 0x0000000000000000");
    assertThat(StoreCheckpoint.LAYOUT.length()).isEqualTo(StoreCheckpoint.CENSUS_OFFSET + 8);
  }

  @Test
  void shouldReadAnIndexHeaderAsItWasWritten() {
    var bytes = ByteBuffer.allocate(IndexHeader.LENGTH);

    new IndexHeader(1_000, 2_000, 3, 4, 5, 6).write(bytes);

    assertThat(words(IndexHeader.LAYOUT, bytes))
        .containsExactly(
            "begin timestamp: 1000 = 1970-01-01T00:00:01Z",
            "end timestamp: 2000 = 1970-01-01T00:00:02Z",
            "begin offset: 3",
            "end offset: 4",
            "hash slot count: 5",
            "index count: 6");
    assertThat(IndexHeader.LAYOUT.length()).isEqualTo(IndexHeader.LENGTH);
  }

  @Test
  void shouldReadAnIndexEntryAsItWasWritten() {
    var bytes = ByteBuffer.allocate(IndexEntry.LENGTH);

    new IndexEntry(1, 1L << 40, 3, 4).write(bytes, 0);

    assertThat(words(IndexEntry.LAYOUT, bytes))
        .containsExactly(
            "key hash: 1", "physical offset: 1099511627776", "seconds: 3", "previous: 4");
    assertThat(IndexEntry.LAYOUT.length()).isEqualTo(IndexEntry.LENGTH);
    assertThat(IndexLayout.SLOT_LAYOUT.length()).isEqualTo(IndexLayout.SLOT_LENGTH);
  }
}
