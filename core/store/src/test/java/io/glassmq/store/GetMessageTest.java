package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.glassmq.common.Clock;
import io.glassmq.common.message.MessageExt;
import io.glassmq.store.logfile.FilePosition;
import io.glassmq.store.logfile.MappedFileQueue;
import io.glassmq.store.queue.ConsumeQueueEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GetMessageTest {
  @TempDir Path root;
  private final AtomicLong now = new AtomicLong(1_000_000);
  private TestStore store;

  private void open(String... settings) throws StoreException {
    var parts = StoreParts.defaults().with((Clock) now::get);
    store = TestStore.open(TestStore.config(root, settings), parts, MessageArrivingListener.NONE);
  }

  private void put(int count, String body) {
    for (int i = 0; i < count; i++) {
      store.put(Messages.message("A", 0, body, Map.of("TAGS", i % 2 == 0 ? "even" : "odd")));
    }
    store.awaitDispatched();
  }

  private GetMessageResult get(long offset, int max, MessageFilter filter) {
    return store.store.getMessage("A", 0, offset, max, filter);
  }

  private void assertRead(GetMessageResult result, GetMessageStatus status, int count, long next) {
    assertThat(result.status()).isEqualTo(status);
    assertThat(result.messageCount()).isEqualTo(count);
    assertThat(result.nextBeginOffset()).isEqualTo(next);
    result.release();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Nested
  class Statuses {
    @Test
    void shouldSayThatThereIsNoMessageInAQueueNobodyWroteTo() throws StoreException {
      open();

      assertRead(get(5, 32, MessageFilter.ALL), GetMessageStatus.NO_MESSAGE_IN_QUEUE, 0, 0);
    }

    @Test
    void shouldSendAReaderBehindTheEndBackToIt() throws StoreException {
      open();
      put(3, "x");

      assertRead(get(4, 32, MessageFilter.ALL), GetMessageStatus.OFFSET_OVERFLOW_BADLY, 0, 3);
    }

    @Test
    void shouldLetAReaderAtTheEndWaitThere() throws StoreException {
      open();
      put(3, "x");

      assertRead(get(3, 32, MessageFilter.ALL), GetMessageStatus.OFFSET_OVERFLOW_ONE, 0, 3);
    }

    @Test
    void shouldSendAReaderBeforeTheBeginningToIt() throws StoreException {
      open();
      put(3, "x");

      assertRead(get(-1, 32, MessageFilter.ALL), GetMessageStatus.OFFSET_TOO_SMALL, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 4, 1L << 60, Long.MAX_VALUE})
    void shouldAnswerAnyOffset(long offset) throws StoreException {
      open();
      put(3, "x");

      long next = offset < 0 ? 0 : 3;
      GetMessageStatus status =
          offset < 0 ? GetMessageStatus.OFFSET_TOO_SMALL : GetMessageStatus.OFFSET_OVERFLOW_BADLY;
      assertRead(get(offset, 32, MessageFilter.ALL), status, 0, next);
      assertThat(store.store.consumeQueueUnit("A", 0, offset)).isEmpty();
      assertThat(store.store.consumeQueueUnit("A", -1, offset)).isEmpty();
      assertThat(store.store.lookMessageByOffset(offset)).isEmpty();
    }

    @Test
    void shouldTellMinAndMaxOffset() throws StoreException {
      open();
      put(3, "x");

      GetMessageResult result = get(1, 1, MessageFilter.ALL);
      assertThat(result.minOffset()).isZero();
      assertThat(result.maxOffset()).isEqualTo(3);
      assertRead(result, GetMessageStatus.FOUND, 1, 2);
    }

    @Test
    void shouldAnswerNothingAfterShutdown() throws StoreException {
      open();
      put(1, "x");
      store.close();

      assertThat(get(0, 1, MessageFilter.ALL)).isNull();
    }
  }

  @Nested
  class Filter {
    @Test
    void shouldStepOverMessagesThatTheFilterDoesNotWant() throws StoreException {
      open();
      put(6, "x");
      long odd = MessageExtBrokerInner.tagsString2tagsCode("odd");

      GetMessageResult result = get(0, 32, tagsCode -> tagsCode == odd);

      assertThat(result.status()).isEqualTo(GetMessageStatus.FOUND);
      assertThat(result.nextBeginOffset()).isEqualTo(6);
      assertThat(TestStore.decode(result))
          .extracting(MessageExt::getQueueOffset)
          .containsExactly(1L, 3L, 5L);
    }

    @Test
    void shouldMoveOnEvenIfNothingMatches() throws StoreException {
      open();
      put(6, "x");

      assertRead(get(2, 32, code -> false), GetMessageStatus.NO_MATCHED_MESSAGE, 0, 6);
    }

    @Test
    void shouldLetTheFilesGoIfTheFilterFails() throws Exception {
      open();
      put(6, "x");
      Path file = root.resolve("commitlog").resolve(MappedFileQueue.fileName(0));
      MessageFilter failing =
          tagsCode -> {
            if (tagsCode == "odd".hashCode()) {
              throw new IllegalStateException("a bug upstairs");
            }
            return true;
          };

      assertThatThrownBy(() -> get(0, 32, failing)).hasMessage("a bug upstairs");

      store.close();
      assertThat(mappedFiles()).isNotEmpty().noneMatch(line -> line.endsWith(file.toString()));
    }

    /** What the operating system has mapped into this process. */
    private List<String> mappedFiles() throws IOException {
      Path maps = Path.of("/proc/self/maps");
      assumeTrue(Files.exists(maps), "only Linux shows what is mapped");
      return Files.readAllLines(maps);
    }

    @Test
    void shouldLookAtNoMoreThan800UnitsForOneAnswer() throws StoreException {
      open("mappedFileSizeConsumeQueue", "40000");
      put(900, "");

      assertRead(get(0, 1, code -> false), GetMessageStatus.NO_MATCHED_MESSAGE, 0, 800);
      assertRead(get(0, 850, code -> false), GetMessageStatus.NO_MATCHED_MESSAGE, 0, 850);
    }
  }

  @Nested
  class Limits {
    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0})
    void shouldReturnOneMessageToWhoAsksForNone(int max) throws StoreException {
      open();
      put(3, "x");

      assertRead(get(0, max, MessageFilter.ALL), GetMessageStatus.FOUND, 1, 1);
    }

    @Test
    void shouldReturnWhatThereIsToWhoAsksForTooMany() throws StoreException {
      open();
      put(3, "x");

      assertRead(get(0, Integer.MAX_VALUE, MessageFilter.ALL), GetMessageStatus.FOUND, 3, 3);
    }

    @Test
    void shouldReturnNoMoreThanAskedFor() throws StoreException {
      open();
      put(10, "x");

      assertRead(get(0, 4, MessageFilter.ALL), GetMessageStatus.FOUND, 4, 4);
    }

    @Test
    void shouldReadFromOneConsumeQueueFileOnly() throws StoreException {
      open();
      put(30, "x");

      assertRead(get(5, 32, MessageFilter.ALL), GetMessageStatus.FOUND, 15, 20);
      assertRead(get(20, 32, MessageFilter.ALL), GetMessageStatus.FOUND, 10, 30);
    }

    @Test
    void shouldReturnNoMoreThan32MessagesFromMemory() throws StoreException {
      open("mappedFileSizeConsumeQueue", "40000");
      put(40, "x");

      assertRead(get(0, 100, MessageFilter.ALL), GetMessageStatus.FOUND, 32, 32);
    }

    @Test
    void shouldReturnNoMoreThan8MessagesFromDisk() throws StoreException {
      open("accessMessageInMemoryMaxRatio", "0", "mappedFileSizeConsumeQueue", "40000");
      put(40, "x");

      assertRead(get(0, 100, MessageFilter.ALL), GetMessageStatus.FOUND, 8, 8);
    }

    @Test
    void shouldStayUnderTheBytesOfAnAnswerFromMemory() throws StoreException {
      open("mappedFileSizeCommitLog", "1048576");
      put(8, "x".repeat(80_000));

      assertRead(get(0, 32, MessageFilter.ALL), GetMessageStatus.FOUND, 3, 3);
    }

    @Test
    void shouldStayUnderTheBytesOfAnAnswerFromDisk() throws StoreException {
      open("mappedFileSizeCommitLog", "1048576", "accessMessageInMemoryMaxRatio", "0");
      put(8, "x".repeat(30_000));

      assertRead(get(0, 32, MessageFilter.ALL), GetMessageStatus.FOUND, 2, 2);
    }

    @Test
    void shouldReturnOneMessageHoweverLargeItIs() throws StoreException {
      open("mappedFileSizeCommitLog", "1048576");
      put(2, "x".repeat(500_000));

      assertRead(get(0, 32, MessageFilter.ALL), GetMessageStatus.FOUND, 1, 1);
    }
  }

  @Nested
  class Place {
    @Test
    void shouldShowUnitAndFileOfAMessage() throws StoreException {
      open();
      put(30, "x".repeat(1000));

      ConsumeQueueEntry entry = store.store.consumeQueueUnit("A", 0, 25).orElseThrow();
      FilePosition position = store.store.filePosition(entry.physicalOffset()).orElseThrow();

      assertThat(entry.fileName()).isEqualTo("consumequeue/A/0/00000000000000000400");
      assertThat(entry.positionInFile()).isEqualTo(100);
      assertThat(entry.tagsCode()).isEqualTo("odd".hashCode());
      assertThat(position.fileName()).isEqualTo("commitlog/00000000000000016384");
      assertThat(position.position()).isEqualTo(entry.physicalOffset() - TestStore.LOG_FILE);
      assertThat(store.store.lookMessageByOffset(entry.physicalOffset()).orElseThrow())
          .extracting(MessageExt::getQueueOffset)
          .isEqualTo(25L);
    }

    @Test
    void shouldFindNothingBesideRecordsAndUnits() throws StoreException {
      open();
      put(2, "x");

      assertThat(store.store.consumeQueueUnit("A", 0, 2)).isEmpty();
      assertThat(store.store.consumeQueueUnit("A", 0, -1)).isEmpty();
      assertThat(store.store.consumeQueueUnit("B", 0, 0)).isEmpty();
      assertThat(store.store.lookMessageByOffset(1)).isEmpty();
      assertThat(store.store.lookMessageByOffset(-1)).isEmpty();
      assertThat(store.store.lookMessageByOffset(store.store.getMaxPhyOffset())).isEmpty();
      assertThat(store.store.filePosition(store.store.getMaxPhyOffset())).isEmpty();
    }
  }

  @Nested
  class ByTime {
    /** Messages at the times 100, 200, 200, 200, 300. */
    private void putFive() throws StoreException {
      open();
      for (int time : new int[] {100, 200, 200, 200, 300}) {
        now.set(time);
        store.put("A", 0, "x");
      }
      store.awaitDispatched();
    }

    private long search(long time, BoundaryType boundary) {
      return store.store.getOffsetInQueueByTime("A", 0, time, boundary);
    }

    @Test
    void shouldFindTheFirstAndTheLastOfEqualTimes() throws StoreException {
      putFive();

      assertThat(search(200, BoundaryType.LOWER)).isEqualTo(1);
      assertThat(search(200, BoundaryType.UPPER)).isEqualTo(3);
    }

    @Test
    void shouldFindTheNeighboursOfATimeBetween() throws StoreException {
      putFive();

      assertThat(search(250, BoundaryType.LOWER)).isEqualTo(4);
      assertThat(search(250, BoundaryType.UPPER)).isEqualTo(3);
      assertThat(search(150, BoundaryType.LOWER)).isEqualTo(1);
      assertThat(search(150, BoundaryType.UPPER)).isEqualTo(0);
    }

    @Test
    void shouldAnswerTheEndsForTimesOutside() throws StoreException {
      putFive();

      assertThat(search(301, BoundaryType.LOWER)).isEqualTo(5);
      assertThat(search(301, BoundaryType.UPPER)).isEqualTo(4);
      assertThat(search(99, BoundaryType.LOWER)).isEqualTo(0);
      assertThat(search(99, BoundaryType.UPPER)).isEqualTo(0);
    }

    @Test
    void shouldAnswerZeroForAnUnknownQueue() throws StoreException {
      open();

      assertThat(search(200, BoundaryType.LOWER)).isZero();
      assertThat(search(200, BoundaryType.UPPER)).isZero();
      assertThat(store.store.getEarliestMessageTime("A", 0)).isEqualTo(-1);
    }

    @Test
    void shouldKnowWhenTheOldestMessageWasStored() throws StoreException {
      putFive();

      assertThat(store.store.getEarliestMessageTime("A", 0)).isEqualTo(100);
    }
  }

  @Test
  void shouldForgetADeletedTopicAndStartItAgainAtZero() throws StoreException {
    open();
    IntStream.range(0, 3).forEach(i -> store.put("B", i, "stays"));
    IntStream.range(0, 50).forEach(i -> store.put("A", 0, "not yet dispatched"));

    store.store.deleteTopic("A");

    assertThat(store.store.getMaxOffsetInQueue("A", 0)).isZero();
    assertThat(root.resolve("consumequeue/A")).doesNotExist();
    assertThat(store.put(Messages.message("A", 0, "new")).queueOffset()).isZero();
    assertThat(store.bodies("A", 0)).containsExactly("new");
    assertThat(store.bodies("B", 2)).containsExactly("stays");
  }
}
