package io.glassmq.store;

import static io.glassmq.common.message.MessageRecord.MAGIC_BLANK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageRecord;
import io.glassmq.common.sysflag.MessageSysFlag;
import io.glassmq.store.logfile.FileLayer;
import io.glassmq.store.logfile.LogTail;
import io.glassmq.store.logfile.MappedFile;
import io.glassmq.store.logfile.MappedFileQueue;
import io.glassmq.store.logfile.MappedSlice;
import io.glassmq.store.queue.QueueOffsetTable;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link AppendPath} must keep; the numbers are those of its Javadoc. */
abstract class AppendPathContract {
  private static final int FILE = 4096;

  @TempDir Path folder;

  private final AtomicLong now = new AtomicLong(1_700_000_000_000L);
  private final QueueOffsetTable offsets = new QueueOffsetTable();
  private volatile Callable<Void> tick = () -> null;
  private MappedFileQueue files;
  private AppendPath path;

  abstract AppendPath.Factory factory();

  /** Where the path appends; by default right to the files. */
  LogTail tail(MappedFileQueue to) {
    return to;
  }

  /** Sees to it that the files hold what was appended. */
  void commit() {}

  @BeforeEach
  void open() {
    files = new MappedFileQueue(folder, FILE, FileLayer.DISK);
    var config = TestStore.config(folder, "maxMessageSize", "8000");
    path = factory().create(tail(files), offsets, config, this::millis, 0);
  }

  private long millis() {
    try {
      tick.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return now.get();
  }

  @AfterEach
  void close() {
    path.close();
    files.close();
  }

  @Test
  void shouldGiveEachRecordThePositionAtWhichItLies_CL1() {
    for (int i = 0; i < 20; i++) {
      PutMessageResult result = path.append(Messages.message("A", 0, "body " + i));

      assertThat(at(result.append().wroteOffset()).getCommitLogOffset())
          .isEqualTo(result.append().wroteOffset());
    }
  }

  @Test
  void shouldCountTheOffsetsOfEachQueueOnItsOwn_CL2() {
    path.append(Messages.message("A", 0, "1"));
    path.append(Messages.message("A", 1, "2"));
    path.append(Messages.message("B", 0, "3"));
    path.append(Messages.message("A", 0, "4"));

    assertThat(log())
        .extracting(m -> m.getTopic() + m.getQueueId() + ":" + m.getQueueOffset())
        .containsExactly("A0:0", "A1:0", "B0:0", "A0:1");
  }

  @Test
  void shouldLeaveNoGapsWhenManyThreadsAppend_CL2() throws Exception {
    int threads = 8;
    int each = 100;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    var together = new CyclicBarrier(threads);
    for (int t = 0; t < threads; t++) {
      int queueId = t % 3;
      pool.submit(
          () -> {
            together.await();
            for (int i = 0; i < each; i++) {
              path.append(Messages.message("A", queueId, "x".repeat(i)));
            }
            return null;
          });
    }
    pool.shutdown();
    assertThat(pool.awaitTermination(20, TimeUnit.SECONDS)).isTrue();

    List<MessageExt> log = log();
    assertThat(log).hasSize(threads * each);
    log.stream()
        .collect(Collectors.groupingBy(MessageExt::getQueueId))
        .values()
        .forEach(
            queue -> {
              for (int i = 0; i < queue.size(); i++) {
                assertThat(queue.get(i).getQueueOffset()).isEqualTo(i);
              }
            });
  }

  @Test
  void shouldBeginAnewForASenderWhoWaitedWhileTheTopicWasDeleted_CL2() throws Exception {
    path.append(Messages.message("A", 0, "of the deleted topic"));
    var inside = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    tick =
        () -> {
          inside.countDown();
          goOn.await();
          return null;
        };
    var holder = new Thread(() -> path.append(Messages.message("B", 0, "holds the lock")));
    holder.start();
    inside.await();
    var waiting = new Thread(() -> path.append(Messages.message("A", 0, "waited")));
    waiting.start();
    await().until(() -> waiting.getState() == Thread.State.WAITING);

    offsets.remove("A");
    goOn.countDown();
    holder.join();
    waiting.join();
    path.append(Messages.message("A", 0, "came later"));

    assertThat(log())
        .extracting(m -> m.getTopic() + m.getQueueOffset() + " " + Messages.body(m))
        .containsExactly(
            "A0 of the deleted topic", "B0 holds the lock", "A0 waited", "A1 came later");
  }

  @Test
  void shouldGiveNoQueueOffsetToAPreparedMessage_CL2() {
    var prepared = Messages.message("A", 0, "half");
    prepared.setSysFlag(MessageSysFlag.TRANSACTION_PREPARED_TYPE);
    path.append(Messages.message("A", 0, "1"));
    path.append(prepared);
    path.append(Messages.message("A", 0, "2"));

    assertThat(log()).extracting(MessageExt::getQueueOffset).containsExactly(0L, 0L, 1L);
  }

  @Test
  void shouldNeverStampAnEarlierTimeThanTheRecordBefore_CL3() {
    long start = now.get();
    path.append(Messages.message("A", 0, "1"));
    now.set(start - 60_000);
    path.append(Messages.message("A", 0, "2"));
    now.set(start + 1);
    path.append(Messages.message("A", 0, "3"));

    assertThat(log())
        .extracting(MessageExt::getStoreTimestamp)
        .containsExactly(start, start, start + 1);
    assertThat(path.lastStoreTimestamp()).isEqualTo(start + 1);
  }

  @Test
  void shouldStartFromTheTimeOfTheRecordsThatAreThere_CL3() {
    long earlier = now.get() + 5_000;
    var later = factory().create(tail(files), offsets, TestStore.config(folder), now::get, earlier);

    assertThat(later.append(Messages.message("A", 0, "1")).append().storeTimestamp())
        .isEqualTo(earlier);
  }

  @Test
  void shouldKeepRoomForABlankAndRollWhenThereIsNone_CL4() {
    int overhead = path.append(Messages.message("A", 0, "")).append().wroteBytes();
    int room = FILE - overhead;

    // Fits with exactly 8 bytes left for the BLANK ...
    AppendMessageResult fits =
        path.append(Messages.message("A", 0, "x".repeat(room - 8 - overhead))).append();
    AppendMessageResult rolled = path.append(Messages.message("A", 0, "")).append();

    assertThat(fits.wroteOffset()).isEqualTo(overhead);
    assertThat(fits.wroteBytes()).isEqualTo(room - 8);
    assertThat(rolled.wroteOffset()).isEqualTo(FILE);
    assertBlank(FILE - 8, 8);
  }

  @Test
  void shouldRollWhenABlankWouldNotFitBehindTheRecord_CL4() {
    int overhead = path.append(Messages.message("A", 0, "")).append().wroteBytes();

    // ... and with one byte more it does not.
    String body = "x".repeat(FILE - overhead - 7 - overhead);
    AppendMessageResult rolled = path.append(Messages.message("A", 0, body)).append();

    assertThat(rolled.wroteOffset()).isEqualTo(FILE);
    assertThat(rolled.queueOffset()).isEqualTo(1);
    assertBlank(overhead, FILE - overhead);
  }

  @Test
  void shouldWriteABatchBackToBack_CL5() {
    path.append(Messages.message("A", 0, "before"));
    AppendMessageResult batch = path.append(Messages.batch("A", 0, "1", "22", "333")).append();

    List<MessageExt> log = log();
    assertThat(log).extracting(Messages::body).containsExactly("before", "1", "22", "333");
    assertThat(log).extracting(MessageExt::getQueueOffset).containsExactly(0L, 1L, 2L, 3L);
    assertThat(log).extracting(MessageExt::getTags).containsExactly(null, "T1", "T22", "T333");
    assertThat(batch.msgNum()).isEqualTo(3);
    assertThat(batch.queueOffset()).isEqualTo(1);
    assertThat(batch.msgId())
        .isEqualTo(
            log.subList(1, 4).stream()
                .map(MessageExt::getOffsetMsgId)
                .collect(Collectors.joining(",")));
  }

  @Test
  void shouldMoveAWholeBatchToTheNextFile_CL5() {
    path.append(Messages.message("A", 0, "x".repeat(FILE / 2)));
    String half = "y".repeat(FILE / 8);
    AppendMessageResult batch = path.append(Messages.batch("A", 0, half, half)).append();

    assertThat(batch.wroteOffset()).isEqualTo(FILE);
    assertThat(batch.queueOffset()).isEqualTo(1);
    assertThat(log()).hasSize(3);
  }

  @Test
  void shouldUseUpNoOffsetForARefusedMessage_CL6() {
    path.append(Messages.message("A", 0, "1"));
    commit();
    long end = files.maxOffset();
    path.append(Messages.message("A", 0, "x".repeat(FILE)));
    var broken = Messages.batch("A", 0, "1", "2");
    broken.setBody(new byte[] {0, 0, 0, 9});
    path.append(broken);
    commit();

    assertThat(files.maxOffset()).isEqualTo(end);
    assertThat(path.append(Messages.message("A", 0, "2")).append().queueOffset()).isEqualTo(1);
  }

  @Test
  void shouldRefuseWhatCanNeverFit_CL7() {
    var longProperties = Messages.message("A", 0, "1", Map.of("k", "v".repeat(32_767)));
    var empty = Messages.batch("A", 0, "1");
    empty.setBody(new byte[0]);

    assertThat(path.append(Messages.message("A", 0, "x".repeat(8001))).status())
        .isEqualTo(PutMessageStatus.MESSAGE_ILLEGAL);
    assertThat(path.append(Messages.message("A", 0, "x".repeat(FILE))).status())
        .isEqualTo(PutMessageStatus.MESSAGE_ILLEGAL);
    assertThat(path.append(longProperties).status())
        .isEqualTo(PutMessageStatus.PROPERTIES_SIZE_EXCEEDED);
    assertThat(path.append(empty).status()).isEqualTo(PutMessageStatus.MESSAGE_ILLEGAL);
    assertThat(log()).isEmpty();
  }

  @Test
  void shouldTakeTheLargestRecordThatFitsAFile_CL7() {
    int overhead = path.append(Messages.message("A", 0, "")).append().wroteBytes();

    AppendMessageResult largest =
        path.append(Messages.message("A", 0, "x".repeat(FILE - 8 - overhead))).append();

    assertThat(largest.wroteOffset()).isEqualTo(FILE);
    assertThat(largest.wroteBytes()).isEqualTo(FILE - 8);
  }

  @Test
  void shouldUseTwoBytesForTheLengthOfALongTopic() {
    String topic = "%RETRY%" + "g".repeat(130);
    long offset = path.append(Messages.message(topic, 0, "1")).append().wroteOffset();

    assertThat(bytes(offset).getInt(MessageRecord.MAGIC_OFFSET)).isEqualTo(MessageRecord.MAGIC_V2);
    assertThat(at(offset).getTopic()).isEqualTo(topic);
  }

  @Test
  void shouldKeepIPv6Hosts() {
    var message = Messages.message("A", 0, "1");
    message.setBornHost(new InetSocketAddress("2001:db8::1", 7));
    message.setStoreHost(new InetSocketAddress("2001:db8::2", 8));
    MessageExt stored = at(path.append(message).append().wroteOffset());

    assertThat(stored.getBornHost()).isEqualTo(message.getBornHost());
    assertThat(stored.getStoreHost()).isEqualTo(message.getStoreHost());
    assertThat(stored.getOffsetMsgId()).hasSize(56);
  }

  @Test
  void shouldRefuseEverythingAfterItWasClosed() {
    path.close();

    assertThat(path.append(Messages.message("A", 0, "1")).status())
        .isEqualTo(PutMessageStatus.SERVICE_NOT_AVAILABLE);
    assertThat(path.lockedSinceMillis()).isZero();
  }

  private void assertBlank(long offset, int length) {
    ByteBuffer blank = bytes(offset);
    assertThat(blank.getInt(0)).isEqualTo(length);
    assertThat(blank.getInt(MessageRecord.MAGIC_OFFSET)).isEqualTo(MAGIC_BLANK);
  }

  private ByteBuffer bytes(long offset) {
    commit();
    MappedSlice slice = files.sliceToFileEnd(offset);
    slice.release();
    return slice.buffer();
  }

  private MessageExt at(long offset) {
    return MessageDecoder.decode(bytes(offset));
  }

  /** Every record of the log, found by walking it. */
  private List<MessageExt> log() {
    commit();
    List<MessageExt> all = new ArrayList<>();
    for (MappedFile file : files.files()) {
      if (file.wrotePosition() > 0) {
        all.addAll(MessageDecoder.decodes(bytes(file.startOffset())));
      }
    }
    return all;
  }
}
