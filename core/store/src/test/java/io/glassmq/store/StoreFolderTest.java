package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.common.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that cannot be opened, and files that say so. */
class StoreFolderTest {
  @TempDir Path root;

  @Test
  void shouldNotShareAFolderWithAnotherBroker() throws Exception {
    try (var store = TestStore.open(root)) {
      assertThatThrownBy(() -> TestStore.open(root))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(root.toString())
          .hasMessageContaining("in use by another broker; stop it or choose another");
      store.put("A", 0, "still works");
    }
    TestStore.open(root).close();
  }

  @Test
  void shouldNotTakeAFolderThatAnotherProcessHolds() throws Exception {
    Process other = LockHolder.start(root);
    try (var said = other.inputReader()) {
      assertThat(said.readLine()).isEqualTo("locked");

      assertThatThrownBy(() -> TestStore.open(root))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("in use by another broker");
      assertThat(root.resolve("abort")).doesNotExist();
    } finally {
      other.getOutputStream().close();
    }
    other.waitFor();
    TestStore.open(root).close();
  }

  @Test
  void shouldKeepAnotherProcessOutOfItsFolder() throws Exception {
    try (var store = TestStore.open(root)) {
      Process other = LockHolder.start(root);
      try (var said = other.inputReader()) {
        assertThat(said.readLine()).isEqualTo("refused");
      } finally {
        other.getOutputStream().close();
      }
      store.put("A", 0, "still works");
    }
  }

  @Test
  void shouldRefuseAFolderThatItCannotWrite() throws Exception {
    Path file = Files.createFile(root.resolve("file"));

    assertThatThrownBy(() -> TestStore.open(file.resolve("store")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("Cannot write to the store folder " + file.resolve("store"))
        .hasMessageContaining("choose a writable one");
  }

  @Test
  void shouldRefuseALogFileOfAnotherSize() throws Exception {
    try (var store = TestStore.open(root)) {
      store.put("A", 0, "x");
    }

    assertThatThrownBy(() -> TestStore.open(root, "mappedFileSizeCommitLog", "32768"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("commitlog/00000000000000000000 has 16384 bytes")
        .hasMessageContaining("configured file size is 32768")
        .hasMessageContaining("set the size with which the store was made");
    assertThatThrownBy(() -> TestStore.open(root, "mappedFileSizeConsumeQueue", "800"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("consumequeue/A/0/00000000000000000000 has 400 bytes");
    TestStore.open(root).close();
  }

  @Test
  void shouldRefuseALogWithAHole() throws Exception {
    try (var store = TestStore.open(root)) {
      for (int i = 0; i < 50; i++) {
        store.put("A", 0, "x".repeat(1000));
      }
    }
    Files.delete(root.resolve("commitlog/00000000000000016384"));

    assertThatThrownBy(() -> TestStore.open(root))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("commitlog/00000000000000016384 is missing; put it back");
  }

  @Test
  void shouldDeleteAnEmptyLastFile() throws Exception {
    try (var store = TestStore.open(root)) {
      store.put("A", 0, "x");
    }
    Files.deleteIfExists(root.resolve("commitlog/00000000000000016384"));
    Files.createFile(root.resolve("commitlog/00000000000000016384"));

    try (var store = TestStore.open(root)) {
      assertThat(store.bodies("A", 0)).containsExactly("x");
    }
  }

  @Test
  void shouldLeaveNoThreadBehindWhenItsRecordsCannotBeDispatched() throws Exception {
    CommitLogDispatcher broken =
        record -> {
          throw new IOException("broken");
        };
    var parts = StoreParts.defaults().with(List.of(broken));
    var store = TestStore.open(TestStore.config(root), parts, MessageArrivingListener.NONE);
    store.put("A", 0, "x");

    store.close();

    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("ReputMessageService", "FlushRealTimeService", "FlushConsumeQueueService");
    assertThat(root.resolve("abort")).exists();
  }

  @Test
  void shouldLookLikeAnOfficialStoreFolder() throws Exception {
    try (var store = TestStore.open(root)) {
      store.put("A", 0, "x");
      store.awaitDispatched();
      assertThat(root.resolve("abort")).hasContent(Long.toString(ProcessHandle.current().pid()));
    }

    assertThat(root.resolve("abort")).doesNotExist();
    assertThat(root.resolve("lock")).hasContent("lock");
    assertThat(root.resolve("checkpoint")).hasSize(4096);
    assertThat(root.resolve("commitlog/00000000000000000000")).hasSize(TestStore.LOG_FILE);
    assertThat(root.resolve("consumequeue/A/0/00000000000000000000")).hasSize(TestStore.QUEUE_FILE);
  }

  @Test
  void shouldRefuseASettingThatCannotBeMeant() {
    assertThatThrownBy(() -> TestStore.config(root, "flushDiskType", "SOMETIMES"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("flushDiskType = SOMETIMES");
    assertThatThrownBy(() -> TestStore.config(root, "mappedFileSizeCommitLog", "2147483648"))
        .isInstanceOf(ConfigException.class);
  }

  @Test
  void shouldRoundTheQueueFileUpToWholeUnits() {
    assertThat(TestStore.config(root, "mappedFileSizeConsumeQueue", "401").queues().fileSize())
        .isEqualTo(420);
  }
}
