package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.common.attribute.CQType;
import io.glassmq.common.message.MessageExt;
import io.glassmq.store.logfile.MappedSlice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left when old files have been deleted. */
class RetentionTest {
  private static final int LOG_FILES = 6;
  private static final String[] ONLY_WHEN_ASKED = {
    "cleanResourceInterval",
    "3600000",
    "deleteWhen",
    hourFarFromNow(),
    "maxIndexNum",
    "100",
    "mapperFileSizeBatchConsumeQueue",
    "920"
  };

  @TempDir Path folder;
  private Path root;
  private TestStore store;

  private static String hourFarFromNow() {
    return Integer.toString((Instant.now().atZone(ZoneId.systemDefault()).getHour() + 12) % 24);
  }

  @BeforeEach
  void fill() throws Exception {
    root = folder.resolve("store");
    store = open(root);
    store.put("Gone", 0, "only in the oldest file");
    for (int i = 0; store.store.getMaxPhyOffset() < (LOG_FILES - 1) * TestStore.LOG_FILE + 1; i++) {
      String topic = i % 3 == 2 ? "Batch" : "A";
      String body = topic + i + "x".repeat(100);
      store.put(Messages.message(topic, i % 2, body, Map.of("KEYS", "key" + i)));
    }
    store.put("Fresh", 0, "only in the newest file");
    store.awaitDispatched();
  }

  private static TestStore open(Path root) throws StoreException {
    return TestStore.open(
        TestStore.config(root, ONLY_WHEN_ASKED),
        StoreParts.defaults(),
        topic -> topic.equals("Batch") ? CQType.BatchCQ : CQType.SimpleCQ,
        MessageArrivingListener.NONE);
  }

  @AfterEach
  void tearDown() {
    store.close();
  }

  private static Path logFile(Path root, int number) {
    return root.resolve("commitlog/%020d".formatted(number * TestStore.LOG_FILE));
  }

  private void expire(int files) throws IOException {
    var longAgo = FileTime.from(Instant.now().minus(Duration.ofHours(73)));
    for (int i = 0; i < files; i++) {
      Files.setLastModifiedTime(logFile(root, i), longAgo);
    }
  }

  private void deleteExpired(int expectedLogFiles) {
    store.store.executeDeleteFilesManually();
    await()
        .pollInterval(Duration.ofMillis(1))
        .untilAsserted(
            () -> {
              assertThat(store.store.getMinPhyOffset())
                  .isEqualTo((long) expectedLogFiles * TestStore.LOG_FILE);
              assertThat(oldestRecord("A", 0)).isPresent();
              assertThat(oldestRecord("A", 1)).isPresent();
              assertThat(store.store.getMinOffsetInQueue("Batch", 0)).isPositive();
            });
  }

  private Optional<?> oldestRecord(String topic, int queueId) {
    long min = store.store.getMinOffsetInQueue(topic, queueId);
    return store
        .store
        .consumeQueueUnit(topic, queueId, min)
        .flatMap(unit -> store.store.lookMessageByOffset(unit.physicalOffset()));
  }

  /** The names of what lies in a folder; files may go meanwhile. */
  private static List<Path> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(Path::getFileName).sorted().toList();
    }
  }

  @Nested
  class ExpiredFiles {
    @Test
    void shouldGoTogetherWithTheQueueFilesThatPointThere() throws Exception {
      long max = store.store.getMaxOffsetInQueue("A", 0);
      List<MessageExt> before = store.readAll("A", 0);
      expire(3);

      deleteExpired(3);

      long min = store.store.getMinOffsetInQueue("A", 0);
      assertThat(min).isPositive();
      assertThat(store.store.getMaxOffsetInQueue("A", 0)).isEqualTo(max);
      assertThat(store.bodies("A", 0))
          .isEqualTo(before.stream().skip(min).map(Messages::body).toList());
      assertThat(before.get((int) min).getCommitLogOffset())
          .isGreaterThanOrEqualTo(3 * TestStore.LOG_FILE);
      assertThat(before.get((int) min - 1).getCommitLogOffset()).isLessThan(3 * TestStore.LOG_FILE);
      assertThat(logFile(root, 2)).doesNotExist();
      assertThat(logFile(root, 3)).exists();
      Path oldestQueueFile = names(root.resolve("consumequeue/A/0")).get(0);
      assertThat(Long.parseLong(oldestQueueFile.toString()))
          .isPositive()
          .isLessThanOrEqualTo(min * 20);
    }

    @Test
    void shouldGoTogetherWithTheIndexFilesThatPointThere() throws Exception {
      List<Path> before = names(root.resolve("index"));
      assertThat(found("key0")).isEqualTo(1);
      expire(3);

      deleteExpired(3);

      assertThat(found("key0")).isZero();
      await()
          .untilAsserted(
              () ->
                  assertThat(names(root.resolve("index")))
                      .hasSizeLessThan(before.size())
                      .isSubsetOf(before));
      long min = store.store.getMinOffsetInQueue("A", 0);
      String oldest = store.readAll("A", 0).get(0).getKeys();
      assertThat(found(oldest)).as("%s at %s", oldest, min).isEqualTo(1);
    }

    private int found(String key) {
      var result = store.store.queryMessage("A", key, 10, 0, Long.MAX_VALUE);
      result.slices().forEach(MappedSlice::release);
      return result.slices().size();
    }

    @Test
    void shouldStayWhileAnOlderOneIsTooYoung() throws Exception {
      expire(4);
      Files.setLastModifiedTime(logFile(root, 1), FileTime.from(Instant.now()));

      deleteExpired(1);

      assertThat(logFile(root, 2)).exists();
    }

    @Test
    void shouldBeForgottenWhenSomebodyDeletesThemByHand() throws Exception {
      Files.delete(logFile(root, 0));

      deleteExpired(1);

      assertThat(store.bodies("A", 0)).isNotEmpty();
    }

    @Test
    void shouldKeepTheLastOne() throws Exception {
      expire(LOG_FILES);

      deleteExpiredAll();

      assertThat(store.bodies("Fresh", 0)).containsExactly("only in the newest file");
      assertThat(store.put(Messages.message("A", 0, "next")).wroteOffset())
          .isGreaterThan((LOG_FILES - 1) * TestStore.LOG_FILE);
    }

    private void deleteExpiredAll() {
      store.store.executeDeleteFilesManually();
      await()
          .untilAsserted(
              () ->
                  assertThat(store.store.getMinPhyOffset())
                      .isEqualTo((LOG_FILES - 1) * TestStore.LOG_FILE));
    }

    @Test
    void shouldNotCountAsRefusedOffsetsForNewMessagesOfAQueueThatIsEmptyNow() throws Exception {
      expire(1);
      deleteExpired(1);
      await()
          .untilAsserted(() -> assertThat(store.store.getMinOffsetInQueue("Gone", 0)).isEqualTo(1));
      assertThat(store.store.getMaxOffsetInQueue("Gone", 0)).isEqualTo(1);
      assertThat(store.store.getEarliestMessageTime("Gone", 0)).isEqualTo(-1);

      store.close();
      store = open(root);

      assertThat(store.store.getMinOffsetInQueue("Gone", 0)).isEqualTo(1);
      assertThat(store.put(Messages.message("Gone", 0, "again")).queueOffset()).isEqualTo(1);
      assertThat(store.bodies("Gone", 0)).containsExactly("again");
    }
  }

  @Nested
  class Readers {
    @Test
    void shouldKeepWhatTheyHold() throws Exception {
      GetMessageResult held = store.store.getMessage("Gone", 0, 0, 1, MessageFilter.ALL);
      expire(2);

      deleteExpired(2);

      assertThat(logFile(root, 0)).doesNotExist();
      assertThat(TestStore.decode(held))
          .extracting(Messages::body)
          .containsExactly("only in the oldest file");
    }

    @Test
    void shouldBeToldWhereTheQueueBeginsNow() throws Exception {
      expire(2);
      deleteExpired(2);

      GetMessageResult late = store.store.getMessage("A", 0, 0, 32, MessageFilter.ALL);

      assertThat(late.status()).isEqualTo(GetMessageStatus.OFFSET_TOO_SMALL);
      assertThat(late.nextBeginOffset()).isEqualTo(store.store.getMinOffsetInQueue("A", 0));
      assertThat(store.store.lookMessageByOffset(0)).isEmpty();
      assertThat(store.store.selectOneMessageByOffset(0)).isEmpty();
    }

    @Test
    void shouldFindTheOldestMessageByTime() throws Exception {
      expire(2);
      deleteExpired(2);
      long min = store.store.getMinOffsetInQueue("A", 0);

      assertThat(store.store.getOffsetInQueueByTime("A", 0, 0, BoundaryType.LOWER)).isEqualTo(min);
      assertThat(store.store.getEarliestMessageTime("A", 0))
          .isEqualTo(store.readAll("A", 0).get(0).getStoreTimestamp());
    }
  }

  @Nested
  class ACrash {
    /** Deletes the same files as the store did, one by one in the same order, in a copy. */
    @Test
    void shouldDoNoHarmBetweenAnyTwoDeletions() throws Exception {
      Path before = folder.resolve("before");
      TestStore.copy(root, before);
      expire(3);
      deleteExpired(3);
      store.close(); // lets the deletions come to their end
      store = open(root);
      Map<String, List<String>> expected = readAll(store);
      List<Path> gone = new ArrayList<>(files(before));
      gone.removeAll(files(root));
      gone.sort((a, b) -> Boolean.compare(b.startsWith("commitlog"), a.startsWith("commitlog")));
      assertThat(gone).hasSizeGreaterThan(6);

      for (int i = 0; i < gone.size(); i++) {
        Files.delete(before.resolve(gone.get(i)));
        Path copy = folder.resolve("copy" + i);
        TestStore.copy(before, copy);
        try (var reopened = open(copy)) {
          assertThat(reopened.store.getMinPhyOffset())
              .isEqualTo(Math.min(i + 1, 3) * TestStore.LOG_FILE);
          if (i >= 2) {
            assertThat(readAll(reopened)).as("without %s", gone.get(i)).isEqualTo(expected);
          }
        }
        TestStore.delete(copy);
      }
    }

    /** All files below a folder; none may go meanwhile. */
    private static List<Path> files(Path folder) throws IOException {
      try (Stream<Path> all = Files.walk(folder)) {
        return all.filter(Files::isRegularFile).map(folder::relativize).sorted().toList();
      }
    }

    private static Map<String, List<String>> readAll(TestStore store) {
      Map<String, List<String>> all = new TreeMap<>();
      for (String queue : List.of("A0", "A1", "Batch0", "Batch1", "Gone0", "Fresh0")) {
        String topic = queue.substring(0, queue.length() - 1);
        int queueId = queue.charAt(queue.length() - 1) - '0';
        all.put(queue, store.bodies(topic, queueId));
        long min = store.store.getMinOffsetInQueue(topic, queueId);
        all.put(
            queue + " offsets",
            List.of(min + ".." + store.store.getMaxOffsetInQueue(topic, queueId)));
      }
      return all;
    }
  }
}
