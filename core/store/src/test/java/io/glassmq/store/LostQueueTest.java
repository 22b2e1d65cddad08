package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.store.logfile.MappedFileQueue;
import io.glassmq.store.queue.ConsumeQueueUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A queue that is missing, or ends too early, and no record behind the start of the walk tells: the
 * census in the checkpoint does.
 *
 * <p>Queue {@code Old/0} has messages in the first file of the log only.
 */
class LostQueueTest {
  private static final String[] OLD = bodies("old", 50);
  private static final String[] NEW = bodies("new", 300);

  @TempDir Path folder;
  private Path root;

  private static String[] bodies(String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> name + " " + i).toArray(String[]::new);
  }

  @BeforeEach
  void fill() throws Exception {
    root = folder.resolve("store");
    try (var store = TestStore.open(root)) {
      store.put("Old", 0, OLD);
      store.put("New", 0, NEW);
      assertThat(store.store.getMaxPhyOffset()).isGreaterThan(2L * TestStore.LOG_FILE);
    }
  }

  /** The files of a store that was opened, took one more message and was killed. */
  private void kill() throws Exception {
    Path killed = folder.resolve("killed");
    try (var store = TestStore.open(root)) {
      store.put("New", 1, "last");
      store.awaitDispatched();
      TestStore.copy(root, killed);
    }
    root = killed;
  }

  private Path queueFile(int firstUnit) {
    return root.resolve("consumequeue/Old/0")
        .resolve(MappedFileQueue.fileName((long) firstUnit * ConsumeQueueUnit.LENGTH));
  }

  private void assertEverythingIsThere() throws StoreException {
    try (var store = TestStore.open(root)) {
      assertThat(store.bodies("Old", 0)).containsExactly(OLD);
      assertThat(store.bodies("New", 0)).containsExactly(NEW);
      assertThat(store.put(Messages.message("Old", 0, "next")).queueOffset()).isEqualTo(OLD.length);
    }
  }

  private List<Long> walkStarts() throws StoreException {
    List<Long> starts = new ArrayList<>();
    CommitLogRecovery recovery =
        new ScanningRecovery() {
          @Override
          public Result recover(
              List<Segment> segments, RecordCheck check, CommitLogDispatcher dispatcher)
              throws IOException {
            starts.add(segments.get(0).startOffset());
            return super.recover(segments, check, dispatcher);
          }
        };
    var parts = StoreParts.defaults().with(recovery);
    TestStore.open(TestStore.config(root), parts, MessageArrivingListener.NONE).close();
    return starts;
  }

  @Nested
  class AfterACleanStop {

    @Test
    void shouldComeBackWhenItsFolderIsMissing() throws Exception {
      TestStore.delete(root.resolve("consumequeue/Old"));

      assertEverythingIsThere();
    }

    @Test
    void shouldComeBackWhenItsLastFileIsMissing() throws Exception {
      Files.delete(queueFile(40));

      assertEverythingIsThere();
    }

    @Test
    void shouldComeBackWhenItsLastUnitPointsElsewhere() throws Exception {
      byte[] bytes = Files.readAllBytes(queueFile(40));
      bytes[9 * ConsumeQueueUnit.LENGTH + 7] ^= 1;
      Files.write(queueFile(40), bytes);

      assertEverythingIsThere();
    }

    @Test
    void shouldNotWalkTheLogWhenNothingIsMissing() throws Exception {
      long end;
      try (var store = TestStore.open(root)) {
        end = store.store.getMaxPhyOffset();
      }

      assertThat(walkStarts()).containsExactly(end);
    }
  }

  @Nested
  class AfterAKill {

    @Test
    void shouldComeBackWhenItsFolderIsMissing() throws Exception {
      kill();
      TestStore.delete(root.resolve("consumequeue/Old"));

      assertEverythingIsThere();
    }

    @Test
    void shouldComeBackWhenItsLastFileIsMissing() throws Exception {
      kill();
      Files.delete(queueFile(40));

      assertEverythingIsThere();
    }

    @Test
    void shouldWalkFromTheFileThatTheCheckpointNames() throws Exception {
      kill();

      assertThat(walkStarts()).containsExactly(2L * TestStore.LOG_FILE);
    }

    @Test
    void shouldWalkFromTheFileThatItsTimeTellsWhenTheCheckpointIsOfAnOlderVersion()
        throws Exception {
      kill();
      forgetPlace(System.currentTimeMillis() + 10_000);

      assertThat(walkStarts()).containsExactly(2L * TestStore.LOG_FILE);
    }

    @Test
    void shouldWalkEverythingWhenTheTimesOfAnOlderVersionAreTooOld() throws Exception {
      kill();
      forgetPlace(System.currentTimeMillis() - 600_000);

      assertThat(walkStarts()).containsExactly(0L);
      assertEverythingIsThere();
    }

    /** Makes the checkpoint what 5.3.x writes: times only. */
    private void forgetPlace(long timestamp) throws Exception {
      var checkpoint = new StoreCheckpoint(root.resolve("checkpoint"));
      checkpoint.logFlushed(timestamp);
      checkpoint.queuesFlushed(0, timestamp);
      checkpoint.save();
    }

    @Test
    void shouldNotBeMissedWhenTheRecoveryItselfIsKilled() throws Exception {
      kill();
      CommitLogRecovery killed =
          new ScanningRecovery() {
            @Override
            public Result recover(
                List<Segment> segments, RecordCheck check, CommitLogDispatcher dispatcher)
                throws IOException {
              throw new IOException("killed");
            }
          };
      var parts = StoreParts.defaults().with(killed);
      StoreConfig config = TestStore.config(root);
      assertThatThrownBy(() -> TestStore.open(config, parts, MessageArrivingListener.NONE))
          .hasMessageContaining("killed");

      assertThat(walkStarts()).containsExactly((long) TestStore.LOG_FILE);
      assertEverythingIsThere();
    }

    @Test
    void shouldStayAwayWhenItsTopicWasDeleted() throws Exception {
      try (var store = TestStore.open(root)) {
        store.put("New", 1, "one");
        store.put("Gone", 0, "1", "2", "3");
        store.store.deleteTopic("Gone");
        store.store.deleteTopic("Old");
      }
      kill();

      assertThat(walkStarts()).hasSize(1);
      assertThat(root.resolve("consumequeue/Gone")).doesNotExist();
      assertThat(root.resolve("consumequeue/Old")).doesNotExist();
    }
  }
}
