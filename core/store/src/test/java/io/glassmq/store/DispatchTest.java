package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.glassmq.common.attribute.CQType;
import io.glassmq.common.message.MessageRecord;
import io.glassmq.common.sysflag.MessageSysFlag;
import io.glassmq.store.logfile.FileLayer;
import io.glassmq.store.logfile.MappedFileQueue;
import io.glassmq.store.logfile.MappedSlice;
import io.glassmq.store.queue.ConsumeQueueStore;
import io.glassmq.store.queue.QueueOffsetTable;
import io.glassmq.store.queue.UnitQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Driven round by round, without a thread; the numbers are those of {@link CommitLogDispatcher}.
 */
class DispatchTest {
  @TempDir Path folder;

  private final List<Long> dispatched = new ArrayList<>();
  private final List<String> arrived = new ArrayList<>();
  private final RunningFlags flags = new RunningFlags();
  private MappedFileQueue log;
  private ConsumeQueueStore queues;
  private AppendPath path;
  private ReputMessageService reput;
  private volatile CommitLogDispatcher inFront = record -> {};
  private Runnable upstairs = () -> {};

  @BeforeEach
  void open() {
    StoreConfig config = TestStore.config(folder);
    log = new MappedFileQueue(config.commitLog(), 2048, FileLayer.DISK);
    queues = new ConsumeQueueStore(config.queues(), FileLayer.DISK, topic -> CQType.SimpleCQ);
    path = new CommitLog(log, new QueueOffsetTable(), config, () -> 1, 0);
    reput = new ReputMessageService(log, log::maxOffset, this::dispatch, this::arriving, flags);
  }

  @AfterEach
  void close() {
    queues.close();
    log.close();
  }

  private void arriving(String topic, int queueId, long offset, long tagsCode) {
    upstairs.run();
    arrived.add(topic + queueId + ":" + offset);
  }

  private void dispatch(DispatchRequest record) throws IOException {
    inFront.dispatch(record);
    dispatched.add(record.physicalOffset());
    queues.dispatch(record);
  }

  private static void missAClass() {
    throw new NoClassDefFoundError("Gone");
  }

  private int rounds() throws IOException {
    int done = 0;
    for (int round = reput.doWork(); round > 0; round = reput.doWork()) {
      done += round;
    }
    return done;
  }

  @Test
  void shouldHandOnEveryRecordInLogOrder_DI1() throws IOException {
    List<Long> offsets = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      offsets.add(path.append(Messages.message("A", i % 2, "x".repeat(i))).append().wroteOffset());
    }

    rounds();

    assertThat(dispatched).isEqualTo(offsets);
    assertThat(arrived).hasSize(50).startsWith("A0:1", "A1:1", "A0:2").endsWith("A0:25", "A1:25");
    assertThat(reput.behindBytes()).isZero();
    assertThat(reput.doWork()).isZero();
  }

  @Test
  void shouldTryAFailedRecordAgainBeforeTheNext_DI3() throws IOException {
    path.append(Messages.message("A", 0, "1"));
    path.append(Messages.message("A", 0, "2"));
    inFront =
        record -> {
          throw new IOException("broken");
        };
    assertThatThrownBy(reput::doWork)
        .hasMessageContaining("record at 0")
        .hasRootCauseMessage("broken");
    assertThat(flags.isWriteable()).isFalse();
    assertThat(arrived).isEmpty();

    inFront = record -> {};
    rounds();

    assertThat(flags.isWriteable()).isTrue();
    assertThat(arrived).containsExactly("A0:1", "A0:2");
  }

  @Test
  void shouldRefuseMessagesAndTryAgainAfterAnErrorToo_DI3() throws IOException {
    path.append(Messages.message("A", 0, "1"));
    path.append(Messages.message("A", 0, "2"));
    var tries = new AtomicInteger();
    inFront =
        record -> {
          tries.incrementAndGet();
          missAClass();
        };
    assertThatThrownBy(reput::doWork)
        .hasMessageContaining("record at 0")
        .hasRootCauseInstanceOf(NoClassDefFoundError.class);
    assertThat(flags.isWriteable()).isFalse();
    reput.start(0);
    await().until(() -> tries.get() >= 2);

    inFront = record -> {};
    await().until(() -> reput.behindBytes() == 0);
    reput.shutdown();

    assertThat(flags.isWriteable()).isTrue();
    assertThat(arrived).containsExactly("A0:1", "A0:2");
  }

  @Test
  void shouldNotStumbleOverAListenerThatFails() throws IOException {
    path.append(Messages.message("A", 0, "1"));
    path.append(Messages.message("A", 0, "2"));
    upstairs =
        () -> {
          throw new IllegalStateException("a bug upstairs");
        };
    assertThat(reput.doWork()).isEqualTo(2);

    path.append(Messages.message("A", 0, "3"));
    upstairs = DispatchTest::missAClass;
    assertThat(reput.doWork()).isEqualTo(1);

    assertThat(dispatched).hasSize(3);
    assertThat(flags.isWriteable()).isTrue();
  }

  @Test
  void shouldGiveNoQueueEntryToPreparedAndRolledBackMessages() throws IOException {
    for (int type : new int[] {0, 4, 8, 12}) {
      var message = Messages.message("A", 0, "type " + type);
      message.setSysFlag(type);
      path.append(message);
    }

    rounds();

    assertThat(dispatched).hasSize(4);
    assertThat(queues.find("A", 0).maxOffset()).isEqualTo(2);
    assertThat(arrived).containsExactly("A0:1", "A0:2");
    assertThat(MessageSysFlag.TRANSACTION_COMMIT_TYPE).isEqualTo(8);
  }

  @Test
  void shouldStopAtABrokenRecordInsteadOfLosingWhatFollows() throws IOException {
    path.append(Messages.message("A", 0, "1"));
    long second = path.append(Messages.message("A", 0, "2")).append().wroteOffset();
    MappedSlice slice = log.sliceToFileEnd(second);
    slice.buffer().putInt(MessageRecord.MAGIC_OFFSET, 7);

    assertThatThrownBy(this::rounds).hasMessageContaining("record at " + second);
    assertThat(flags.isWriteable()).isFalse();
    assertThat(dispatched).containsExactly(0L);

    slice.buffer().putInt(MessageRecord.MAGIC_OFFSET, MessageRecord.MAGIC_V1);
    slice.release();
    rounds();
    assertThat(dispatched).containsExactly(0L, second);
  }

  @Test
  void shouldFillTheUnitsBeforeAQueueThatStartsLate() throws IOException {
    UnitQueue queue = queues.findOrCreate("A", 0);
    queue.put(new DispatchRequest("A", 0, 27, 5_000, 100, 1, 0, ""), 0);

    assertThat(queue.minOffset()).isEqualTo(27);
    assertThat(queue.maxOffset()).isEqualTo(28);
    assertThat(queue.get(26).isBlank()).isTrue();
    assertThat(queue.get(27).physicalOffset()).isEqualTo(5_000);
    assertThat(folder.resolve("consumequeue/A/0/00000000000000000400")).exists();
  }

  @Test
  void shouldBeginAQueueAnewWhenItsTopicWasDeletedInBetween() throws IOException {
    for (int i = 0; i < 3; i++) {
      queues.dispatch(new DispatchRequest("A", 0, i, i * 100L, 100, 1, 0, ""));
    }

    queues.dispatch(new DispatchRequest("A", 0, 0, 300, 100, 1, 0, ""));
    queues.dispatch(new DispatchRequest("A", 0, 1, 400, 100, 1, 0, ""));

    assertThat(queues.find("A", 0).maxOffset()).isEqualTo(2);
    assertThat(queues.find("A", 0).get(0).physicalOffset()).isEqualTo(300);
  }

  @Test
  void shouldRaiseTheMinOffsetToTheOldestMessageInTheLog() throws IOException {
    UnitQueue queue = queues.findOrCreate("A", 0);
    for (int i = 0; i < 45; i++) {
      queue.put(new DispatchRequest("A", 0, i, i * 100L, 100, 1, 0, ""), 0);
    }

    queue.correctMinOffset(2_350);
    assertThat(queue.minOffset()).isEqualTo(24);
    queue.correctMinOffset(1_000_000);
    assertThat(queue.minOffset()).isEqualTo(45);
    assertThat(queue.maxOffset()).isEqualTo(45);
  }
}
