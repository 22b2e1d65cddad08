package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.store.queue.ConsumeQueueUnit;
import io.glassmq.store.show.QueueView;
import io.glassmq.store.show.StoreView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreViewTest {
  @TempDir Path folder;

  private static QueueView queue(StoreView store, String topic) {
    return store.queues().stream().filter(q -> q.topic().equals(topic)).findFirst().orElseThrow();
  }

  @Test
  void shouldRefuseAFolderWithoutAStore() {
    assertThatThrownBy(() -> StoreView.of(folder))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("no store here");
  }

  @Nested
  class Ours {
    @Test
    void shouldShowAStoreThatIsOpen() throws Exception {
      try (var open = TestStore.open(folder)) {
        var result = open.put(Messages.message("T", 3, "hello"));
        open.awaitDispatched();

        StoreView store = StoreView.of(folder);

        assertThat(store.abort()).contains(Long.toString(ProcessHandle.current().pid()));
        assertThat(store.log().end()).isEqualTo(result.wroteBytes());
        assertThat(queue(store, "T").queueId()).isEqualTo(3);
        assertThat(queue(store, "T").unit(0).value("size")).isEqualTo("" + result.wroteBytes());
      }
      assertThat(StoreView.of(folder).abort()).isEmpty();
    }

    @Test
    void shouldNotChangeAnything() throws Exception {
      try (var open = TestStore.open(folder)) {
        open.put(Messages.message("T", 0, "hello"));
      }
      Map<String, String> before = fingerprints();

      StoreView store = StoreView.of(folder);
      store.log().end();
      queue(store, "T").endUnit();
      store.checkpoint();
      store.others();

      assertThat(fingerprints()).isEqualTo(before).hasSizeGreaterThan(3);
    }

    private Map<String, String> fingerprints() throws IOException {
      Map<String, String> prints = new TreeMap<>();
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.toList()) {
          int hash = Files.isDirectory(path) ? 0 : Arrays.hashCode(Files.readAllBytes(path));
          prints.put("" + path, Files.getLastModifiedTime(path) + " " + hash);
        }
      }
      return prints;
    }

    @Test
    void shouldShowAQueueThatBeginsInTheMiddleOfAFile() throws Exception {
      Path queueFolder = Files.createDirectories(folder.resolve("consumequeue/T/0"));
      Files.createDirectories(folder.resolve("commitlog"));
      var units = ByteBuffer.allocate(TestStore.QUEUE_FILE);
      for (int i = 0; i < 7; i++) {
        ConsumeQueueUnit.BLANK.write(units, i * ConsumeQueueUnit.LENGTH);
      }
      new ConsumeQueueUnit(5_000, 274, 1).write(units, 7 * ConsumeQueueUnit.LENGTH);
      Files.write(queueFolder.resolve("0".repeat(20)), units.array());

      QueueView queue = queue(StoreView.of(folder), "T");

      assertThat(queue.firstUnit()).isEqualTo(7);
      assertThat(queue.endUnit()).isEqualTo(8);
      assertThat(queue.unit(7).value("physical offset")).isEqualTo("5000");
    }

    @Test
    void shouldShowQueueFilesAndACheckpointThatAreCutOff() throws Exception {
      Path queueFolder = Files.createDirectories(folder.resolve("consumequeue/T/0"));
      var units = ByteBuffer.allocate(ConsumeQueueUnit.LENGTH + 9);
      new ConsumeQueueUnit(0, 274, 1).write(units, 0);
      Files.write(queueFolder.resolve("0".repeat(20)), units.array());
      Files.write(folder.resolve("checkpoint"), new byte[11]);

      StoreView store = StoreView.of(folder);

      assertThat(queue(store, "T").endUnit()).isEqualTo(1);
      assertThat(queue(store, "T").unit(1).layout().length()).isEqualTo(9);
      assertThat(store.checkpoint().orElseThrow().layout().length()).isEqualTo(11);
      assertThat(store.checkpoint().orElseThrow().value("cut off")).isEqualTo("0x000000");
    }
  }
}
