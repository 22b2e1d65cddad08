package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.store.logfile.FileLayer;
import io.glassmq.store.logfile.MappedFileQueue;
import io.glassmq.store.queue.QueueOffsetTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlushTest {
  @TempDir Path root;

  @Nested
  class GroupCommit {
    @Test
    void shouldServeAllWhoWaitWithOneFlush() throws IOException {
      var flushes = new AtomicInteger();
      var service = new GroupCommitService(leastPages -> flushes.incrementAndGet() > 0, 5_000);
      List<CompletableFuture<PutMessageStatus>> waiting = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        waiting.add(service.flush());
      }
      assertThat(waiting).noneMatch(CompletableFuture::isDone);

      assertThat(service.doWork()).isEqualTo(10);

      assertThat(flushes).hasValue(1);
      assertThat(waiting).allMatch(done -> done.join() == PutMessageStatus.PUT_OK);
    }

    @Test
    void shouldCompleteNobodyBeforeTheFlushIsOver() throws IOException {
      List<CompletableFuture<PutMessageStatus>> waiting = new ArrayList<>();
      List<Boolean> doneDuringFlush = new ArrayList<>();
      var service =
          new GroupCommitService(leastPages -> doneDuringFlush.add(waiting.get(0).isDone()), 5_000);
      waiting.add(service.flush());

      service.doWork();

      assertThat(doneDuringFlush).containsExactly(false);
      assertThat(waiting.get(0)).isCompletedWithValue(PutMessageStatus.PUT_OK);
    }

    @Test
    void shouldNotFlushWhenNobodyWaits() throws IOException {
      var flushes = new AtomicInteger();
      var service = new GroupCommitService(leastPages -> flushes.incrementAndGet() > 0, 5_000);

      assertThat(service.doWork()).isZero();
      assertThat(flushes).hasValue(0);
    }

    @Test
    void shouldTellThoseWhoWaitThatTheFlushFailed() {
      var service =
          new GroupCommitService(
              leastPages -> {
                throw new IOException("no disk");
              },
              5_000);
      CompletableFuture<PutMessageStatus> done = service.flush();

      assertThat(service.doWork()).isEqualTo(1);
      assertThat(done).isCompletedWithValue(PutMessageStatus.FLUSH_DISK_TIMEOUT);
    }

    @Test
    void shouldGiveUpAfterTheTimeout() {
      var service = new GroupCommitService(leastPages -> true, 1);

      assertThat(service.flush().join()).isEqualTo(PutMessageStatus.FLUSH_DISK_TIMEOUT);
    }
  }

  @Nested
  class RealTime {
    private final AtomicLong now = new AtomicLong(1_000_000);
    private final List<Integer> flushes = new ArrayList<>();
    private boolean clean = true;
    private FlushRealTimeService service;

    @BeforeEach
    void create() {
      service = FlushRealTimeService.ofLog(this::flush, TestStore.config(root), now::get);
    }

    private boolean flush(int leastPages) {
      flushes.add(leastPages);
      return clean;
    }

    private void after(int millis) throws IOException {
      now.addAndGet(millis);
      service.doWork();
    }

    @Test
    void shouldDoNothingWhileNothingIsDirty() throws IOException {
      after(500);
      after(20_000);

      assertThat(flushes).isEmpty();
    }

    @Test
    void shouldFlushOneIntervalAfterTheFirstDirtyByte() throws IOException {
      service.markDirty();
      after(10);
      after(499);
      assertThat(flushes).isEmpty();

      after(1);
      assertThat(flushes).containsExactly(4);
      after(500);
      assertThat(flushes).hasSize(1);
    }

    @Test
    void shouldFlushWhateverThereIsAfterALongTime() throws IOException {
      clean = false;
      service.markDirty();
      after(0);
      for (int i = 0; i < 19; i++) {
        after(500);
      }
      assertThat(flushes).hasSize(19).containsOnly(4);

      clean = true;
      after(500);
      assertThat(flushes).hasSize(20).endsWith(0);
      after(20_000);
      assertThat(flushes).hasSize(20);
    }

    @Test
    void shouldTryAgainAfterAFailure() throws IOException {
      var failing = new AtomicInteger(1);
      var tried = new AtomicInteger();
      var again =
          FlushRealTimeService.ofLog(
              leastPages -> {
                tried.incrementAndGet();
                if (failing.getAndDecrement() > 0) {
                  throw new IOException("no disk");
                }
                return true;
              },
              TestStore.config(root),
              now::get);
      again.markDirty();
      again.doWork();
      now.addAndGet(500);
      again.doWork();
      assertThat(tried).hasValue(1);

      now.addAndGet(500);
      again.doWork();
      assertThat(tried).hasValue(2);
    }
  }

  @Nested
  class InTheStore {
    @Test
    void shouldHaveFlushedWhatWasAnsweredUnderSyncFlush() throws Exception {
      try (var store = TestStore.open(root, "flushDiskType", "SYNC_FLUSH")) {
        for (int i = 0; i < 50; i++) {
          store.put("A", 0, "x".repeat(1000));
        }
        assertThat(store.bodies("A", 0)).hasSize(50);
      }
    }

    @Test
    void shouldNotWaitForAMessageThatAsksNotTo() throws Exception {
      try (var store = TestStore.open(root, "flushDiskType", "SYNC_FLUSH")) {
        var message = Messages.message("A", 0, "x", Map.of("WAIT", "false"));

        assertThat(store.store.putMessage(message)).isDone();
        store.put("A", 0, "y");
        assertThat(store.bodies("A", 0)).containsExactly("x", "y");
      }
    }

    @Test
    void shouldShowNoMessageBeforeItIsFlushed() throws Exception {
      var log = new MappedFileQueue(root, 4096, FileLayer.DISK);
      var path = new CommitLog(log, new QueueOffsetTable(), TestStore.config(root), () -> 1, 0);
      List<Long> dispatched = new ArrayList<>();
      var reput =
          new ReputMessageService(
              log,
              log::flushedOffset,
              record -> dispatched.add(record.queueOffset()),
              MessageArrivingListener.NONE,
              new RunningFlags());
      path.append(Messages.message("A", 0, "1"));
      reput.doWork();
      assertThat(dispatched).isEmpty();

      log.flush(0);
      path.append(Messages.message("A", 0, "2"));
      reput.doWork();
      assertThat(dispatched).containsExactly(0L);
      log.close();
    }

    @Test
    void shouldWriteTheCheckpointAtShutdown() throws Exception {
      AppendMessageResult last;
      try (var store = TestStore.open(root)) {
        store.put("A", 0, "1", "2");
        last = store.put(Messages.message("A", 0, "3"));
      }
      var checkpoint = new StoreCheckpoint(root.resolve("checkpoint"));
      checkpoint.load();

      assertThat(root.resolve("checkpoint")).hasSize(4096);
      assertThat(checkpoint.logicsPhysicalOffset()).isEqualTo(last.wroteOffset());
      assertThat(checkpoint.logFlushedTimestamp()).isEqualTo(last.storeTimestamp());
    }

    @Test
    void shouldTakeMessagesOfManySendersUnderSyncFlush() throws Exception {
      int senders = 16;
      var done = new CountDownLatch(senders * 20);
      try (var store = TestStore.open(root, "flushDiskType", "SYNC_FLUSH")) {
        for (int i = 0; i < senders * 20; i++) {
          store
              .store
              .putMessage(Messages.message("A", i % 4, "m" + i))
              .thenAccept(
                  result -> {
                    assertThat(result.status()).isEqualTo(PutMessageStatus.PUT_OK);
                    done.countDown();
                  });
        }
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(store.readAll("A", 3)).hasSize(senders * 5);
      }
    }
  }
}
