package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.store.logfile.MappedFileQueue;
import io.glassmq.store.queue.ConsumeQueueUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Copies the files of a running store, as a kill would leave them, damages them, and opens them.
 */
class CrashTest {
  private static final String[] BODIES =
      IntStream.range(0, 120).mapToObj(i -> "body " + i).toArray(String[]::new);

  @TempDir Path folder;
  private Path crashed;
  private long end;

  @BeforeEach
  void crash() throws Exception {
    try (var store = TestStore.open(folder.resolve("running"))) {
      for (int from : new int[] {0, 60}) {
        String[] some = Arrays.copyOfRange(BODIES, from, from + 60);
        store.put("A", 0, some);
        store.put("B", 7, some);
      }
      store.awaitDispatched();
      end = store.store.getMaxPhyOffset();
      crashed = folder.resolve("crashed");
      TestStore.copy(folder.resolve("running"), crashed);
    }
    assertThat(crashed.resolve("abort")).exists();
  }

  @Test
  void shouldHaveEverythingAfterAKill() throws Exception {
    assertEverythingIsThere();
  }

  @Test
  void shouldHaveEverythingAfterTheSecondOfTwoKills() throws Exception {
    Path again = folder.resolve("again");
    try (var store = TestStore.open(crashed)) {
      store.put("A", 0, "between");
      store.awaitDispatched();
      TestStore.copy(crashed, again);
    }

    try (var store = TestStore.open(again)) {
      assertThat(store.bodies("A", 0)).startsWith(BODIES).endsWith("between").hasSize(121);
    }
  }

  @Test
  void shouldRebuildQueuesWhoseFolderIsGone() throws Exception {
    TestStore.delete(crashed.resolve("consumequeue"));

    assertEverythingIsThere();
  }

  @Test
  void shouldRebuildAQueueThatLacksAFileInTheMiddle() throws Exception {
    Files.delete(queueFile("A/0", 40));

    assertEverythingIsThere();
  }

  @Test
  void shouldRebuildAQueueThatLacksItsLastFiles() throws Exception {
    Files.delete(queueFile("B/7", 100));
    Files.delete(queueFile("B/7", 80));

    assertEverythingIsThere();
  }

  @Test
  void shouldRebuildAQueueWhoseLastUnitIsHalfWritten() throws Exception {
    Path last = queueFile("B/7", 100);
    byte[] bytes = Files.readAllBytes(last);
    Arrays.fill(bytes, 19 * ConsumeQueueUnit.LENGTH + 6, bytes.length, (byte) 0);
    Files.write(last, bytes);

    assertEverythingIsThere();
  }

  @Test
  void shouldNotTrustAUnitThatPointsToTheWrongRecord() throws Exception {
    Path last = queueFile("B/7", 100);
    byte[] bytes = Files.readAllBytes(last);
    bytes[19 * ConsumeQueueUnit.LENGTH + 7] ^= 1;
    Files.write(last, bytes);

    assertEverythingIsThere();
  }

  @Test
  void shouldManageWithoutACheckpoint() throws Exception {
    Files.deleteIfExists(crashed.resolve("checkpoint"));

    assertEverythingIsThere();
  }

  @Test
  void shouldRebuildFromTheWholeLogWhenTheCheckpointSaysTooMuch() throws Exception {
    var checkpoint = new StoreCheckpoint(crashed.resolve("checkpoint"));
    checkpoint.queuesFlushed(end - 100, 1);
    checkpoint.save();
    TestStore.delete(crashed.resolve("consumequeue/B"));

    assertEverythingIsThere();
  }

  @Test
  void shouldRepairEvenIfTheAbortFileIsGone() throws Exception {
    Files.delete(crashed.resolve("abort"));
    TestStore.delete(crashed.resolve("consumequeue"));

    assertEverythingIsThere();
  }

  @Test
  void shouldGoOnAfterACrashInTheMiddleOfTheRepair() throws Exception {
    Path last = logFile(end - end % TestStore.LOG_FILE);
    byte[] bytes = Files.readAllBytes(last);
    Files.write(last, Arrays.copyOf(bytes, (int) (end % TestStore.LOG_FILE)));
    Files.deleteIfExists(logFile(end - end % TestStore.LOG_FILE + TestStore.LOG_FILE));

    assertEverythingIsThere();
  }

  @Test
  void shouldManageWithAnEmptyLastFileOfLogAndQueue() throws Exception {
    Files.deleteIfExists(logFile(end - end % TestStore.LOG_FILE + TestStore.LOG_FILE));
    Files.createFile(logFile(end - end % TestStore.LOG_FILE + TestStore.LOG_FILE));
    Files.createFile(queueFile("A/0", 120));

    assertEverythingIsThere();
  }

  @Test
  void shouldManageWithAnEmptyCheckpoint() throws Exception {
    Files.deleteIfExists(crashed.resolve("checkpoint"));
    Files.createFile(crashed.resolve("checkpoint"));

    assertEverythingIsThere();
  }

  @Test
  void shouldManageWithACheckpointOfGarbage() throws Exception {
    byte[] garbage = new byte[StoreCheckpoint.LENGTH];
    Arrays.fill(garbage, (byte) 0xA5);
    Files.write(crashed.resolve("checkpoint"), garbage);

    assertEverythingIsThere();
  }

  @Test
  void shouldDropUnitsBehindTheEndOfTheLog() throws Exception {
    Path lost = logFile(end - end % TestStore.LOG_FILE);
    Files.deleteIfExists(logFile(end - end % TestStore.LOG_FILE + TestStore.LOG_FILE));
    Files.delete(lost);

    try (var store = TestStore.open(crashed)) {
      assertThat(store.store.getMaxPhyOffset()).isLessThan(end);
      assertThat(store.bodies("A", 0)).isNotEmpty().hasSizeLessThan(120);
      StoreAudit.assertLogAndQueuesAgree(store, TestStore.LOG_FILE);
    }
    StoreAudit.assertSettled(crashed, TestStore.config(crashed));
  }

  @Test
  void shouldBringToTheDiskWhatTheCrashLeftInTheCacheBeforeAnybodyReadsIt() throws Exception {
    var layer = new FaultyFileLayer("commitlog");
    StoreConfig config = TestStore.config(crashed, "flushDiskType", "SYNC_FLUSH");
    StoreParts parts = StoreParts.defaults().with(layer);

    try (var store = TestStore.open(config, parts, MessageArrivingListener.NONE)) {
      assertThat(layer.forcedBytes).hasValue(end);
      assertThat(store.bodies("A", 0)).containsExactly(BODIES);
    }
  }

  @Test
  void shouldLeaveNothingButZerosBehindTheEnd() throws Exception {
    damageLastRecord();

    TestStore.open(crashed).close();

    byte[] bytes = Files.readAllBytes(logFile(end - end % TestStore.LOG_FILE));
    int last = (int) (end % TestStore.LOG_FILE) - recordSize();
    assertThat(Arrays.copyOfRange(bytes, last, bytes.length)).containsOnly(0);
    assertThat(bytes[last - 3]).isEqualTo((byte) 'B');
  }

  @Test
  void shouldGiveTheOffsetOfALostMessageToTheNextOne() throws Exception {
    damageLastRecord();

    try (var store = TestStore.open(crashed)) {
      assertThat(store.store.getMaxOffsetInQueue("B", 7)).isEqualTo(119);
      store.put("B", 7, "instead");
      assertThat(store.bodies("B", 7)).hasSize(120).endsWith("body 118", "instead");
    }
  }

  @Test
  void shouldNeverBringBackWhatLayBehindTheCut() throws Exception {
    // The second last record breaks; the last, whole one must not follow a new one of equal size.
    Path file = logFile(end - end % TestStore.LOG_FILE);
    byte[] bytes = Files.readAllBytes(file);
    int size = recordSize();
    int body = (int) (end % TestStore.LOG_FILE) - 2 * size + 88;
    bytes[body] ^= 1;
    Files.write(file, bytes);

    Path again = folder.resolve("again");
    try (var store = TestStore.open(crashed)) {
      assertThat(store.store.getMaxPhyOffset()).isEqualTo(end - 2L * size);
      store.put("B", 7, "body xxx");
      store.awaitDispatched();
      TestStore.copy(crashed, again);
    }
    try (var store = TestStore.open(again)) {
      assertThat(store.bodies("B", 7)).hasSize(119).endsWith("body 117", "body xxx");
    }
  }

  @Test
  void shouldOpenAStoreWhoseLogIsGone() throws Exception {
    TestStore.delete(crashed.resolve("commitlog"));

    try (var store = TestStore.open(crashed)) {
      assertThat(store.store.getMaxOffsetInQueue("A", 0)).isZero();
      store.put("A", 0, "new");
      assertThat(store.bodies("A", 0)).containsExactly("new");
    }
  }

  @Test
  void shouldStartQueuesWhereTheOldestLogFileStarts() throws Exception {
    Files.delete(logFile(0));
    TestStore.delete(crashed.resolve("consumequeue"));

    try (var store = TestStore.open(crashed)) {
      long min = store.store.getMinOffsetInQueue("A", 0);
      assertThat(min).isPositive();
      assertThat(store.bodies("A", 0)).containsExactly(Arrays.copyOfRange(BODIES, (int) min, 120));
      assertThat(store.store.getMessage("A", 0, 0, 1, MessageFilter.ALL).status())
          .isEqualTo(GetMessageStatus.OFFSET_TOO_SMALL);
    }
  }

  private void assertEverythingIsThere() throws Exception {
    try (var store = TestStore.open(crashed)) {
      assertThat(store.store.getMaxPhyOffset()).isEqualTo(end);
      assertThat(store.bodies("A", 0)).containsExactly(BODIES);
      assertThat(store.bodies("B", 7)).containsExactly(BODIES);
      StoreAudit.assertLogAndQueuesAgree(store, TestStore.LOG_FILE);
    }
    StoreAudit.assertSettled(crashed, TestStore.config(crashed));
    try (var store = TestStore.open(crashed)) {
      store.put("B", 7, "next");
    }
    try (var store = TestStore.open(crashed)) {
      assertThat(store.bodies("A", 0)).containsExactly(BODIES);
      assertThat(store.bodies("B", 7)).hasSize(121).endsWith("next");
    }
  }

  private void damageLastRecord() throws IOException {
    Path file = logFile(end - end % TestStore.LOG_FILE);
    byte[] bytes = Files.readAllBytes(file);
    int from = (int) (end % TestStore.LOG_FILE) - 10;
    Arrays.fill(bytes, from, bytes.length, (byte) 0);
    Files.write(file, bytes);
  }

  private static int recordSize() {
    var encoder = new MessageExtEncoder(100, false);
    encoder.encode(Messages.message("B", 7, "body 119"));
    return encoder.records().remaining();
  }

  private Path logFile(long start) {
    return crashed.resolve("commitlog").resolve(MappedFileQueue.fileName(start));
  }

  private Path queueFile(String queue, int firstUnit) {
    return crashed
        .resolve("consumequeue")
        .resolve(queue)
        .resolve(MappedFileQueue.fileName((long) firstUnit * ConsumeQueueUnit.LENGTH));
  }
}
