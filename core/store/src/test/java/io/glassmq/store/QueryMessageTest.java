package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.common.message.MessageDecoder;
import io.glassmq.store.logfile.MappedSlice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages are found by key, id and tag, whatever happened to the index. */
class QueryMessageTest {
  @TempDir Path folder;

  private static MessageExtBrokerInner message(String topic, String body, String keys) {
    return Messages.message(topic, 0, body, Map.of("KEYS", keys, "UNIQ_KEY", "id of " + body));
  }

  private static List<String> query(TestStore store, String topic, String key) {
    return bodies(store.store.queryMessage(topic, key, 64, 0, Long.MAX_VALUE));
  }

  private static List<String> bodies(QueryMessageResult result) {
    List<String> bodies = new ArrayList<>();
    for (MappedSlice slice : result.slices()) {
      bodies.add(Messages.body(MessageDecoder.decode(slice.buffer())));
      slice.release();
    }
    return bodies;
  }

  private static List<Path> indexFiles(Path root) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("index"))) {
      return files.sorted().toList();
    }
  }

  @Nested
  class Query {
    @Test
    void shouldFindByIdByEachKeyAndByTag() throws Exception {
      try (var store = TestStore.open(folder)) {
        store.put(message("A", "one", "k1  k2"));
        store.put(
            Messages.message("A", 0, "two", Map.of("KEYS", "k2", "TAGS", "red", "UNIQ_KEY", "U")));
        store.put(message("B", "three", "k2"));
        store.awaitDispatched();

        assertThat(query(store, "A", "id of one")).containsExactly("one");
        assertThat(query(store, "A", "k1")).containsExactly("one");
        assertThat(query(store, "A", "k2")).containsExactly("one", "two");
        assertThat(query(store, "A", "")).isEmpty();
        assertThat(query(store, "A", "id of three")).isEmpty();
        assertThat(bodies(store.store.queryMessageByTag("A", "red", 9, 0, Long.MAX_VALUE)))
            .containsExactly("two");
        assertThat(store.store.queryMessage("A", "k2", 0, 0, Long.MAX_VALUE).slices()).isEmpty();
      }
    }

    @Test
    void shouldLookAtTheStoreTimeToTheMillisecond() throws Exception {
      try (var store = TestStore.open(folder)) {
        long time = store.put(message("A", "one", "k")).storeTimestamp();
        store.awaitDispatched();

        assertThat(bodies(store.store.queryMessage("A", "k", 9, time, time))).hasSize(1);
        assertThat(bodies(store.store.queryMessage("A", "k", 9, time + 1, time + 9))).isEmpty();
        assertThat(bodies(store.store.queryMessage("A", "k", 9, time - 9, time - 1))).isEmpty();
      }
    }

    @Test
    void shouldNotFindWhatWasRolledBack() throws Exception {
      try (var store = TestStore.open(folder)) {
        for (int type : new int[] {0, 4, 8, 12}) {
          MessageExtBrokerInner message = message("A", "type " + type, "k");
          message.setSysFlag(type);
          store.put(message);
        }
        store.awaitDispatched();

        assertThat(query(store, "A", "k")).containsExactly("type 0", "type 4", "type 8");
      }
    }

    @Test
    void shouldGiveNoMoreThanFitsIntoOneFrame() throws Exception {
      try (var store =
          TestStore.open(folder, "mappedFileSizeCommitLog", Integer.toString(16 << 20))) {
        for (int i = 0; i < 4; i++) {
          String body = Integer.toString(i).repeat(3 << 20);
          store.put(Messages.message("A", 0, body, Map.of("KEYS", "k")));
        }
        store.awaitDispatched();

        assertThat(query(store, "A", "k"))
            .extracting(body -> body.charAt(0))
            .containsExactly('2', '3');
      }
    }
  }

  @Nested
  class Recovery {
    /** Twice the second of two index files is lost, the other time with a crash. */
    @Test
    void shouldFileAgainWhatTheIndexLost() throws Exception {
      fill(folder);
      Files.delete(indexFiles(folder).get(1));
      try (var store = TestStore.open(folder)) {
        assertAllFound(store);
      }

      Files.delete(indexFiles(folder).get(1));
      Files.writeString(folder.resolve("abort"), "0");
      try (var store = TestStore.open(folder)) {
        assertAllFound(store);
      }
    }

    private void fill(Path root) throws StoreException {
      try (var store = TestStore.open(root)) {
        for (int i = 0; i < 250; i++) {
          store.put(message("A", "m" + i, "k" + i));
        }
        store.awaitDispatched();
      }
    }

    private void assertAllFound(TestStore store) {
      for (int i = 0; i < 250; i++) {
        assertThat(query(store, "A", "k" + i)).containsExactly("m" + i);
        assertThat(query(store, "A", "id of m" + i)).containsExactly("m" + i);
      }
    }

    @Test
    void shouldForgetWhatTheLogLost() throws Exception {
      long lost;
      try (var store = TestStore.open(folder)) {
        store.put(message("A", "kept", "k"));
        lost = store.put(message("A", "lost", "k")).wroteOffset();
      }
      Path log = folder.resolve("commitlog/00000000000000000000");
      byte[] bytes = Files.readAllBytes(log);
      bytes[(int) lost + 91]++; // in the body
      Files.write(log, bytes);
      Files.writeString(folder.resolve("abort"), "0");

      try (var store = TestStore.open(folder)) {
        assertThat(query(store, "A", "k")).containsExactly("kept");
        assertThat(store.store.queryMessage("A", "k", 1, 0, Long.MAX_VALUE))
            .satisfies(result -> bodies(result))
            .extracting(QueryMessageResult::indexLastUpdatePhyOffset)
            .isEqualTo(0L);
        assertThat(store.put(message("A", "new", "k")).wroteOffset()).isEqualTo(lost);
        store.awaitDispatched();
        assertThat(query(store, "A", "k")).containsExactly("kept", "new");
      }
    }

    @Test
    void shouldLeaveTheIndexAloneWhenItIsSwitchedOff() throws Exception {
      fill(folder);
      List<Path> before = indexFiles(folder);
      try (var store = TestStore.open(folder, "messageIndexEnable", "false")) {
        store.put(message("A", "unseen", "k0"));
        store.awaitDispatched();
        assertThat(query(store, "A", "k0")).isEmpty();
      }
      assertThat(indexFiles(folder)).isEqualTo(before);

      try (var store = TestStore.open(folder)) {
        assertThat(query(store, "A", "k0")).containsExactly("m0", "unseen");
        assertAllFoundButFirst(store);
      }
    }

    private void assertAllFoundButFirst(TestStore store) {
      for (int i = 1; i < 250; i++) {
        assertThat(query(store, "A", "k" + i)).containsExactly("m" + i);
      }
    }
  }

  @Nested
  class Failure {
    /** A folder stands where the index wants its file. */
    @Test
    void shouldRefuseMessagesUntilTheIndexCanBeWritten() throws Exception {
      try (var store = TestStore.open(folder)) {
        Path inTheWay = Files.createFile(folder.resolve("index"));

        store.put(message("A", "one", "k"));
        await()
            .until(
                () ->
                    store.store.putMessage(message("A", "no", "k")).join().status()
                        == PutMessageStatus.SERVICE_NOT_AVAILABLE);
        Files.delete(inTheWay);

        await()
            .until(
                () ->
                    store.store.putMessage(message("A", "two", "k")).join().status()
                        == PutMessageStatus.PUT_OK);
        store.awaitDispatched();
        assertThat(query(store, "A", "k")).startsWith("one").endsWith("two");
      }
    }
  }
}
