package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.message.MessageExt;
import io.glassmq.store.logfile.MappedSlice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The machine dies: of what was written since the last flush each page may have reached the disk or
 * not, in any file, in any order. What is lost is only a suffix, and all parts agree on which.
 */
class MachineCrashTest {
  private static final int PAGE = 4096;
  private static final int FLUSHED = 40;
  private static final int WRITTEN = 120;

  @TempDir(factory = InMemoryDir.class)
  Path folder;

  private final List<MessageExt> written = new ArrayList<>();
  private Path flushed;
  private Path last;
  private long flushedEnd;

  @Test
  void shouldLoseOnlyASuffix() throws Exception {
    crash(15);
  }

  @Test
  @Tag("slow")
  void shouldLoseOnlyASuffixEachTime() throws Exception {
    crash(1000);
  }

  private void crash(int times) throws Exception {
    long seed = Long.getLong("glassmq.crashSeed", System.nanoTime());
    var random = new Random(seed);
    write(random);
    for (int i = 0; i < times; i++) {
      Path root = folder.resolve("crashed" + i);
      try {
        mix(root, random, random.nextDouble());
        check(root);
      } catch (AssertionError | Exception e) {
        throw new AssertionError("Crash %d of -Dglassmq.crashSeed=%d".formatted(i, seed), e);
      }
      TestStore.delete(root);
    }
  }

  /** Two states of one store: as it was flushed for the last time, and as it was at the end. */
  private void write(Random random) throws Exception {
    Path root = folder.resolve("running");
    flushed = folder.resolve("flushed");
    last = folder.resolve("last");
    try (var store = TestStore.open(root)) {
      put(store, random, FLUSHED);
    }
    TestStore.copy(root, flushed);
    try (var store = TestStore.open(root)) {
      flushedEnd = store.store.getMaxPhyOffset();
      put(store, random, WRITTEN);
      store.awaitDispatched();
      TestStore.copy(root, last);
    }
  }

  private void put(TestStore store, Random random, int count) {
    for (int i = 0; i < count; i++) {
      Map<String, String> properties = Map.of("KEYS", "key" + written.size(), "TAGS", "t");
      var message =
          Messages.message(
              "T" + random.nextInt(2),
              random.nextInt(2),
              "x".repeat(random.nextInt(900)),
              properties);
      long at = store.put(message).wroteOffset();
      written.add(store.store.lookMessageByOffset(at).orElseThrow());
    }
  }

  /** Of each page the old or the new state. Files are there: their making came before. */
  private void mix(Path root, Random random, double share) throws IOException {
    TestStore.copy(last, root);
    try (Stream<Path> files = Files.walk(last)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = last.relativize(file).toString();
        byte[] bytes = Files.readAllBytes(file);
        byte[] old = new byte[0];
        if (Files.exists(flushed.resolve(name))) {
          old = Files.readAllBytes(flushed.resolve(name));
        }
        for (int page = 0; page < bytes.length; page += PAGE) {
          if (random.nextDouble() > share) {
            int end = Math.min(page + PAGE, bytes.length);
            byte[] before = Arrays.copyOfRange(old, Math.min(page, old.length), old.length);
            byte[] restored = Arrays.copyOf(before, end - page);
            System.arraycopy(restored, 0, bytes, page, end - page);
          }
        }
        if (!name.equals("abort")) {
          Files.write(root.resolve(name), bytes);
        }
      }
    }
  }

  private void check(Path root) throws Exception {
    try (var store = TestStore.open(root)) {
      long end = store.store.getMaxPhyOffset();
      assertThat(end).isGreaterThanOrEqualTo(flushedEnd);
      StoreAudit.assertLogAndQueuesAgree(store, TestStore.LOG_FILE);
      for (int i = 0; i < written.size() && written.get(i).getCommitLogOffset() < end; i++) {
        assertIsThere(store.store, i);
      }
      assertTakesMore(store);
    }
    StoreAudit.assertSettled(root, TestStore.config(root));
  }

  private void assertIsThere(MessageStore store, int number) {
    MessageExt message = written.get(number);
    long at = message.getCommitLogOffset();
    assertThat(store.lookMessageByOffset(at))
        .as("message %d at %d", number, at)
        .hasValueSatisfying(
            found -> {
              assertThat(found.getBody()).isEqualTo(message.getBody());
              assertThat(found.getProperties()).isEqualTo(message.getProperties());
              assertThat(found.getQueueOffset()).isEqualTo(message.getQueueOffset());
            });
    assertIsFound(store, message.getTopic(), "key" + number, at);
  }

  private static void assertTakesMore(TestStore store) {
    var message = Messages.message("T0", 0, "more", Map.of("KEYS", "more"));
    long at = store.put(message).wroteOffset();
    store.awaitDispatched();
    assertIsFound(store.store, "T0", "more", at);
  }

  private static void assertIsFound(MessageStore store, String topic, String key, long at) {
    QueryMessageResult found = store.queryMessage(topic, key, 8, 0, Long.MAX_VALUE);
    assertThat(found.slices()).as(key).extracting(MappedSlice::startOffset).containsExactly(at);
    found.slices().forEach(MappedSlice::release);
  }
}
