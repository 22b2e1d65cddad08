package io.glassmq.client.consumer.store;

import static io.glassmq.client.consumer.store.ReadOffsetType.READ_FROM_MEMORY;
import static io.glassmq.client.consumer.store.ReadOffsetType.READ_FROM_STORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.client.exception.MQClientException;
import io.glassmq.common.message.MessageQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileOffsetStoreTest extends OffsetStoreContract {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void setUp() throws IOException {
    file = folder.resolve("10.0.0.1@DEFAULT/readers/offsets.json");
    Files.createDirectories(file.getParent());
  }

  @Override
  OffsetStore open() throws MQClientException {
    var store = new LocalFileOffsetStore(folder, "10.0.0.1@DEFAULT", "readers");
    store.load();
    return store;
  }

  private static MessageQueue recorded(int queueId) {
    return new MessageQueue("VecTopic", "broker-a", queueId);
  }

  private void recordedFile() throws IOException {
    try (var official = getClass().getResourceAsStream("/vectors/broadcast-offsets.json")) {
      Files.write(file, official.readAllBytes());
    }
  }

  @Test
  void shouldReadTheFileOfAnOfficialConsumer() throws Exception {
    recordedFile();

    OffsetStore store = open();

    assertThat(store.cloneOffsetTable("VecTopic"))
        .hasSize(4)
        .containsEntry(recorded(0), 5L)
        .containsEntry(recorded(3), 3L);
    assertThat(store.readOffset(recorded(2), READ_FROM_STORE)).isEqualTo(5);
  }

  /** The keys are objects, which is no JSON, but the only thing that official consumers read. */
  @Test
  void shouldWriteTheOfficialForm() throws Exception {
    OffsetStore store = open();
    store.updateOffset(QUEUE, 7, true);

    store.persist(QUEUE);

    assertThat(Files.readString(file).replaceAll("\\s", ""))
        .isEqualTo(
            "{\"offsetTable\":{{\"brokerName\":\"broker-a\",\"queueId\":0,\"topic\":\"Orders\"}:7}}");
  }

  @Test
  void shouldKeepWhatTheFileSaysOfOtherQueues() throws Exception {
    recordedFile();
    OffsetStore store = open();
    store.updateOffset(recorded(0), 9, true);
    store.updateOffset(recorded(1), 9, true);

    store.persistAll(Set.of(recorded(0)));

    assertThat(open().readOffset(recorded(0), READ_FROM_MEMORY)).isEqualTo(9);
    assertThat(open().readOffset(recorded(1), READ_FROM_MEMORY)).isEqualTo(3);
  }

  @Test
  void shouldFallBackToTheVersionBefore() throws Exception {
    recordedFile();
    OffsetStore store = open();
    store.persist(recorded(0));
    Files.writeString(file, "{\"offsetTa");

    assertThat(open().readOffset(recorded(0), READ_FROM_MEMORY)).isEqualTo(5);
  }

  @Test
  void shouldNotStartWithOffsetsThatCannotBeRead() throws IOException {
    Files.writeString(file, "{\"offsetTa");
    Files.writeString(file.resolveSibling("offsets.json.bak"), "neither");

    assertThatThrownBy(this::open)
        .isInstanceOf(MQClientException.class)
        .hasMessageContaining("offsets.json");
  }

  @Test
  void shouldSayThatThereIsNoneWhenTheFileHasBecomeUnreadable() throws Exception {
    OffsetStore store = open();
    Files.writeString(file, "{\"offsetTa");

    assertThat(store.readOffset(QUEUE, READ_FROM_STORE)).isEqualTo(OffsetStore.NOT_FOUND);
  }
}
