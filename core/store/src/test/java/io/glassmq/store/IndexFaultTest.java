package io.glassmq.store;

import static io.glassmq.store.PutMessageStatus.PUT_OK;
import static io.glassmq.store.PutMessageStatus.SERVICE_NOT_AVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.store.index.IndexConfig;
import io.glassmq.store.index.IndexService;
import io.glassmq.store.logfile.MappedSlice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fails where the index lies. */
class IndexFaultTest {
  private static final String[] SIZES = {"maxHashSlotNum", "20", "maxIndexNum", "40"};

  @TempDir Path folder;

  private final FaultyFileLayer disk = new FaultyFileLayer("index");

  private static Stream<Path> files(Path root) throws IOException {
    return Files.list(root.resolve("index"));
  }

  @Nested
  class Dispatch {
    private final RunningFlags flags = new RunningFlags();

    @Test
    void shouldSetItsOwnFlagAndLeaveNothingBehind() throws IOException {
      IndexConfig config = TestStore.config(folder, SIZES).index();
      var index = new IndexService(folder.resolve("index"), config.layout(), disk, () -> 1);
      var dispatcher = new IndexDispatcher(index, flags);
      var record =
          new DispatchRequest(
              "A", 0, 0, 0, 100, 1, 0, MessageProperties.encode(Map.of("KEYS", "k j")));
      disk.noNewPages = true;
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> dispatcher.dispatch(record)).hasMessageContaining("No room");
      }
      assertThat(flags.has(RunningFlags.WRITE_INDEX_FILE_ERROR)).isTrue();
      assertThat(flags.isWriteable()).isFalse();
      assertThat(files(folder)).isEmpty();

      disk.noNewPages = false;
      dispatcher.dispatch(record);

      assertThat(flags.isWriteable()).isTrue();
      assertThat(files(folder)).hasSize(1);
      index.close();
    }
  }

  @Nested
  class Store {
    private TestStore open() throws StoreException {
      var parts = StoreParts.defaults().with(disk);
      return TestStore.open(TestStore.config(folder, SIZES), parts, MessageArrivingListener.NONE);
    }

    private PutMessageStatus put(TestStore store, String key) {
      var message = Messages.message("A", 0, key, Map.of("KEYS", key, "UNIQ_KEY", "id-" + key));
      return store.store.putMessage(message).join().status();
    }

    private static List<String> query(TestStore store, String key) {
      var result = store.store.queryMessage("A", key, 64, 0, Long.MAX_VALUE);
      List<String> bodies = new ArrayList<>();
      for (MappedSlice slice : result.slices()) {
        bodies.add(Messages.body(MessageDecoder.decode(slice.buffer())));
        slice.release();
      }
      return bodies;
    }

    @Test
    void shouldGoOnWhenThereIsRoomAgain() throws Exception {
      List<String> stored = new ArrayList<>();
      try (var store = open()) {
        disk.noNewFiles = true;
        await().pollInterval(Duration.ofMillis(1)).until(() -> !takesOneMore(store, stored));
        assertThat(put(store, "refused")).isEqualTo(SERVICE_NOT_AVAILABLE);
        assertThat(query(store, "k0")).isEmpty();

        disk.noNewFiles = false;
        await().until(() -> put(store, "last") == PUT_OK);

        store.awaitDispatched();
        for (String key : stored) {
          assertThat(query(store, key)).containsExactly(key);
        }
        assertThat(query(store, "refused")).isEmpty();
      }
    }

    private boolean takesOneMore(TestStore store, List<String> stored) {
      String key = "k" + stored.size();
      boolean taken = put(store, key) == PUT_OK;
      if (taken) {
        stored.add(key);
      }
      return taken;
    }

    /** What was lost nobody knows: the next start has to look. */
    @Test
    void shouldNotCloseProperlyAfterAFailedFlush() throws Exception {
      try (var store = open()) {
        assertThat(put(store, "k")).isEqualTo(PUT_OK);
        store.awaitDispatched();
        disk.failingForces = true;
      }
      assertThat(folder.resolve("abort")).exists();

      disk.failingForces = false;
      try (var store = open()) {
        assertThat(query(store, "k")).containsExactly("k");
      }
      assertThat(folder.resolve("abort")).doesNotExist();
    }

    @Test
    void shouldTellTheCheckpointHowFarTheFullFilesReach() throws Exception {
      long time = 0;
      try (var store = open()) {
        for (int i = 0; i < 50; i++) {
          time = store.put(Messages.message("A", 0, "x", Map.of("KEYS", "k"))).storeTimestamp();
        }
        store.awaitDispatched();
      }
      var checkpoint = new StoreCheckpoint(folder.resolve("checkpoint"));
      checkpoint.load();

      assertThat(files(folder)).hasSize(2);
      assertThat(checkpoint.indexFlushedTimestamp()).isBetween(time - 60_000, time);
    }
  }
}
