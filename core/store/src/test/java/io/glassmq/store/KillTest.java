package io.glassmq.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.message.MessageExt;
import io.glassmq.store.logfile.MappedSlice;
import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that appends, at random moments: while it recovers, starts, appends, rolls or
 * shuts down. Whatever it acknowledged is there afterwards.
 */
class KillTest {
  private static final int KILLS_PER_STORE = 10;

  /** Without the logging: starting it takes longer than starting the store. */
  private static final String CLASS_PATH =
      Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .filter(path -> !path.contains("logback"))
          .collect(Collectors.joining(File.pathSeparator));

  @TempDir(factory = InMemoryDir.class)
  Path memory;

  @TempDir Path disk;
  private final ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor();
  private final List<String> acknowledged = new ArrayList<>();
  private final Map<String, Integer> diedWhile = new TreeMap<>();

  @AfterEach
  void stopKiller() {
    killer.shutdownNow();
  }

  @Test
  void shouldHaveWhatWasAcknowledgedAfterEachOf30Kills() throws Exception {
    kill(30, memory);
  }

  @Test
  @Tag("slow")
  void shouldHaveWhatWasAcknowledgedAfterEachOf1000Kills(TestReporter reporter) throws Exception {
    kill(1000, disk);
    reporter.publishEntry("killed while", diedWhile.toString());
  }

  /**
   * When to kill: a random time after the n-th line that begins so. (A time after the start would
   * mostly hit the start: that is what takes longest.)
   */
  private record Moment(String line, int count, int delayMicros) {
    static Moment random(Random random) {
      return switch (random.nextInt(4)) {
        case 0 -> new Moment("#opening", 1, random.nextInt(150_000));
        case 1 -> new Moment("#opening", 2 + random.nextInt(2), random.nextInt(15_000));
        case 2 -> new Moment("#closing", 1 + random.nextInt(2), random.nextInt(15_000));
        default -> new Moment("T", 1 + random.nextInt(100), random.nextInt(5_000));
      };
    }
  }

  private void kill(int kills, Path folder) throws Exception {
    long seed = Long.getLong("glassmq.killSeed", System.nanoTime());
    var random = new Random(seed);
    for (int i = 0; i < kills; i++) {
      Path root = folder.resolve("store" + i / KILLS_PER_STORE);
      if (i % KILLS_PER_STORE == 0) {
        acknowledged.clear();
      }
      try {
        liveAndDie(root, random);
        check(root);
      } catch (AssertionError e) {
        throw new AssertionError("Kill %d of -Dglassmq.killSeed=%d".formatted(i, seed), e);
      }
    }
  }

  private void liveAndDie(Path root, Random random) throws Exception {
    Path errors = root.resolveSibling("errors.txt");
    String flush = random.nextInt(4) == 0 ? "ASYNC_FLUSH" : "SYNC_FLUSH";
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx64m",
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                CLASS_PATH,
                KilledStore.class.getName(),
                root.toString(),
                flush,
                Long.toString(random.nextLong()))
            .redirectError(errors.toFile())
            .start();
    Moment moment = Moment.random(random);
    int left = moment.count();
    String phase = "#starting";
    try (BufferedReader lines = process.inputReader(US_ASCII)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(moment.line()) && --left == 0) {
          killer.schedule(
              process.toHandle()::destroyForcibly, moment.delayMicros(), TimeUnit.MICROSECONDS);
        }
        if (line.startsWith("#")) {
          phase = line;
        } else {
          acknowledged.add(line);
        }
      }
    }
    diedWhile.merge(phase, 1, Integer::sum);
    assertThat(process.waitFor()).as(Files.readString(errors)).isEqualTo(128 + 9);
  }

  private void check(Path root) throws Exception {
    StoreConfig config = KilledStore.config(root, "ASYNC_FLUSH");
    try (var store = TestStore.open(config, StoreParts.defaults(), MessageArrivingListener.NONE)) {
      StoreAudit.assertLogAndQueuesAgree(store, config.commitLogFileSize());
      acknowledged.forEach(line -> assertIsThere(store.store, line));
    }
    StoreAudit.assertSettled(root, config);
  }

  private static void assertIsThere(MessageStore store, String line) {
    String[] parts = line.split(" ");
    long physicalOffset = Long.parseLong(parts[3].substring(16), 16);
    long queueOffset = Long.parseLong(parts[2]);
    if (queueOffset >= 0) {
      var unit = store.consumeQueueUnit(parts[0], Integer.parseInt(parts[1]), queueOffset);
      assertThat(unit).as(line).isPresent();
      assertThat(unit.get().physicalOffset()).as(line).isEqualTo(physicalOffset);
    }
    MessageExt message = store.lookMessageByOffset(physicalOffset).orElseThrow();
    assertThat(message.getOffsetMsgId()).as(line).isEqualTo(parts[3]);
    assertThat(Messages.body(message).hashCode()).as(line).isEqualTo(Integer.parseInt(parts[4]));
    if (message.getKeys() != null) {
      QueryMessageResult byKey =
          store.queryMessage(parts[0], message.getKeys(), 32, 0, Long.MAX_VALUE);
      assertThat(byKey.slices()).as(line).anyMatch(at -> at.startOffset() == physicalOffset);
      byKey.slices().forEach(MappedSlice::release);
    }
  }
}
