package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.config.ConfigReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** How long a crash keeps a broker from starting. */
@Tag("slow")
class RecoverySpeedTest {
  private static final long LOG_BYTES = 2L << 30;
  private static final String BODY = "x".repeat(1024);

  @TempDir Path root;

  @Test
  void shouldRecoverALogOf2GigabytesInUnder5Seconds(TestReporter reporter) throws Exception {
    fill();

    Duration nothingLeft = recover("nothing but the log is left", reporter);
    Duration queuesLeft = recover("all is left but the checkpoint", reporter);

    assertThat(nothingLeft).isLessThan(Duration.ofSeconds(5));
    assertThat(queuesLeft).isLessThan(Duration.ofSeconds(5));
  }

  /** Two files of 1 GiB, full but for the last few messages, of 4 topics with 4 queues each. */
  private void fill() throws Exception {
    try (var store = open()) {
      for (int i = 0; store.store.getMaxPhyOffset() < LOG_BYTES - (64 << 10); i++) {
        var properties = Map.of("TAGS", "Tag" + i % 3, "KEYS", "order" + i, "UNIQ_KEY", "id" + i);
        store.put(Messages.message("Topic" + i % 4, i / 4 % 4, BODY, properties));
      }
      store.awaitDispatched();
    }
    assertThat(root.resolve("commitlog/00000000001073741824")).exists();
    TestStore.delete(root.resolve("consumequeue"));
    TestStore.delete(root.resolve("index"));
  }

  private Duration recover(String what, TestReporter reporter) throws Exception {
    Files.delete(root.resolve("checkpoint"));
    Files.writeString(root.resolve("abort"), "0");
    var threads = ManagementFactory.getThreadMXBean();
    long cpu = threads.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    try (var store = open()) {
      // On a busy machine the time on the wall says little: what counts is the work.
      var work = Duration.ofNanos(threads.getCurrentThreadCpuTime() - cpu);
      long wall = (System.nanoTime() - start) / 1_000_000;
      reporter.publishEntry(what, wall + " ms, of that working " + work.toMillis() + " ms");
      assertThat(store.store.getMaxPhyOffset()).isGreaterThan(LOG_BYTES - (64 << 10));
      return work;
    }
  }

  private TestStore open() throws StoreException {
    var properties = new Properties();
    properties.setProperty("storePathRootDir", root.toString());
    var config = StoreConfig.read(new ConfigReader(properties));
    return TestStore.open(config, StoreParts.defaults(), MessageArrivingListener.NONE);
  }
}
