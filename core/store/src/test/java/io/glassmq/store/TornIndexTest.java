package io.glassmq.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.store.logfile.MappedSlice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An index of which a byte is flipped, or which ends before it: never an exception, never a message
 * that was not asked for. What is cut off comes back from the log; what is flipped in the middle
 * may hide messages, but no more than that.
 */
class TornIndexTest {
  private static final int MESSAGES = 40;
  private static final String[] SIZES = {"maxHashSlotNum", "20", "maxIndexNum", "120"};

  /** More than the whole of the small file, which has 2520 bytes. */
  private static final int TORN_BYTES = 4096;

  @TempDir Path folder;

  private Path original;
  private byte[] index;
  private int tries;

  @BeforeEach
  void fill() throws Exception {
    original = folder.resolve("original");
    try (var store = TestStore.open(original, SIZES)) {
      for (int i = 0; i < MESSAGES; i++) {
        store.put(
            Messages.message(
                "T" + i % 2, 0, "m" + i, Map.of("UNIQ_KEY", "ID" + i, "KEYS", "all k" + i % 5)));
      }
      store.awaitDispatched();
    }
    index = Files.readAllBytes(indexFiles(original).get(1));
    assertThat(indexFiles(original)).as("the first is full").hasSize(2);
  }

  private static List<Path> indexFiles(Path root) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("index"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void shouldSurviveDamageAtSomePlaces() throws Exception {
    for (int at = 0; at < index.length; at += at < 60 ? 8 : 297) {
      tear(at);
    }
    assertThat(tries).isGreaterThan(50);
  }

  @Test
  @Tag("slow")
  void shouldSurviveDamageOfEveryByte() throws Exception {
    for (int at = Math.max(0, index.length - TORN_BYTES); at < index.length; at++) {
      tear(at);
    }
    assertThat(tries).isEqualTo(4 * Math.min(TORN_BYTES, index.length));
  }

  private void tear(int at) throws Exception {
    byte[] flipped = index.clone();
    flipped[at] ^= (byte) (1 << at % 8);
    byte[] cut = Arrays.copyOf(index, at);
    byte[] lost = Arrays.copyOf(cut, index.length);
    // After a clean stop nobody looks for damage in the middle.
    assertSound(flipped, true, at);
    assertSound(flipped, false, at);
    assertThat(assertSound(cut, true, at)).as("cut at %d", at).isEqualTo(MESSAGES);
    assertThat(assertSound(lost, false, at)).as("lost from %d", at).isEqualTo(MESSAGES);
  }

  /** Opens a copy with that index; returns how many messages are found by their id. */
  private int assertSound(byte[] damaged, boolean lastExitOk, int at) throws Exception {
    Path copy = folder.resolve("copy" + tries++);
    TestStore.copy(original, copy);
    Files.write(indexFiles(copy).get(1), damaged);
    if (!lastExitOk) {
      Files.writeString(copy.resolve("abort"), "0");
    }
    int found = 0;
    try (var store = TestStore.open(copy, SIZES)) {
      for (int i = 0; i < MESSAGES; i++) {
        List<String> byId = query(store, "T" + i % 2, "ID" + i);
        assertThat(byId).as("byte %d", at).isSubsetOf("m" + i);
        found += byId.size();
      }
      for (int key = 0; key < 5; key++) {
        int rest = key;
        var right =
            IntStream.range(0, MESSAGES).filter(i -> i % 5 == rest).mapToObj(i -> "m" + i).toList();
        var found0 = new TreeSet<>(query(store, "T0", "k" + key));
        found0.addAll(query(store, "T1", "k" + key));
        assertThat(right).as("byte %d", at).containsAll(found0);
      }
      assertThat(query(store, "T0", "k0")).doesNotHaveDuplicates();
      store.put(Messages.message("T0", 0, "new", Map.of("UNIQ_KEY", "NEW")));
      store.awaitDispatched();
    }
    TestStore.delete(copy);
    return found;
  }

  private static List<String> query(TestStore store, String topic, String key) {
    var result = store.store.queryMessage(topic, key, 64, 0, Long.MAX_VALUE);
    List<String> bodies = new ArrayList<>();
    for (MappedSlice slice : result.slices()) {
      MessageExt message = MessageDecoder.decode(slice.buffer());
      assertThat(message.getTopic()).isEqualTo(topic);
      bodies.add(new String(message.getBody(), UTF_8));
      slice.release();
    }
    return bodies;
  }
}
