package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.store.logfile.DiskSpace;
import io.glassmq.store.logfile.FileLayer;
import io.glassmq.store.logfile.FilePages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store on a disk that holds seven files of its log and little else. */
class DiskRatioTest {
  private static final int PERCENT_PER_FILE = 14;

  @TempDir Path root;

  /** Real files on a disk that is as full as there are files of the log. */
  private static final class SmallDisk implements FileLayer {
    @Override
    public FilePages map(Path path, int size) throws IOException {
      return DISK.map(path, size);
    }

    @Override
    public DiskSpace space(Path path) throws IOException {
      Path log = path.endsWith("commitlog") ? path : path.resolve("commitlog");
      try (Stream<Path> files = Files.list(log)) {
        // The next file is made in advance; it takes no room yet.
        long free = (100 - PERCENT_PER_FILE * (files.count() - 1)) << 30;
        return new DiskSpace(100L << 30, free, free);
      }
    }
  }

  private TestStore open(String... keysAndValues) throws StoreException {
    var all = new ArrayList<>(List.of("cleanResourceInterval", "10"));
    all.addAll(List.of("diskSpaceWarningLevelRatio", "90", "diskSpaceCleanForciblyRatio", "85"));
    all.addAll(List.of(keysAndValues));
    StoreConfig config = TestStore.config(root, all.toArray(String[]::new));
    StoreParts parts = StoreParts.defaults().with(new SmallDisk());
    return TestStore.open(config, parts, MessageArrivingListener.NONE);
  }

  private static PutMessageStatus put(TestStore store, int i) {
    return store.store.putMessage(Messages.message("A", 0, i + "x".repeat(1000))).join().status();
  }

  @Test
  void shouldRefuseMessagesUntilForcedCleaningHasMadeRoom() throws Exception {
    try (TestStore store = open()) {
      int sent = 0;
      while (store.store.getMinPhyOffset() == 0) {
        PutMessageStatus status = put(store, sent++);
        assertThat(status).isIn(PutMessageStatus.PUT_OK, PutMessageStatus.SERVICE_NOT_AVAILABLE);
      }

      await().until(() -> put(store, 0) == PutMessageStatus.PUT_OK);
      long min = store.store.getMinPhyOffset();
      assertThat(store.store.getMaxPhyOffset() - min).isLessThan(7L * TestStore.LOG_FILE);
      assertThat(store.readAll("A", 0).get(0).getCommitLogOffset())
          .isBetween(min, min + TestStore.LOG_FILE);
    }
  }

  @Test
  void shouldGoOnReadingAndDispatchingWhileItRefuses() throws Exception {
    try (TestStore store = open("cleanFileForciblyEnable", "false")) {
      int sent = 0;
      while (put(store, sent) == PutMessageStatus.PUT_OK) {
        sent++;
      }

      assertThat(put(store, 0)).isEqualTo(PutMessageStatus.SERVICE_NOT_AVAILABLE);
      assertThat(store.readAll("A", 0)).hasSize(sent);
      assertThat(store.store.getMinPhyOffset()).isZero();
      assertThat(Files.size(root.resolve("commitlog/00000000000000000000"))).isPositive();
    }
    try (TestStore store = open("cleanFileForciblyEnable", "true")) {
      await().until(() -> put(store, 0) == PutMessageStatus.PUT_OK);
    }
  }
}
