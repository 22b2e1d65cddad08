package io.glassmq.store;

import static io.glassmq.store.PutMessageStatus.CREATE_MAPPED_FILE_FAILED;
import static io.glassmq.store.PutMessageStatus.FLUSH_DISK_TIMEOUT;
import static io.glassmq.store.PutMessageStatus.PUT_OK;
import static io.glassmq.store.PutMessageStatus.SERVICE_NOT_AVAILABLE;
import static io.glassmq.store.PutMessageStatus.UNKNOWN_ERROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * A disk that fails. Whatever it does: the sender is told, what was acknowledged can be read, now
 * and after the store was opened again, properly closed or not.
 */
class FaultTest {
  private static final String FILLER = "x".repeat(1_000);

  @TempDir Path folder;

  private final FaultyFileLayer log = new FaultyFileLayer("commitlog");
  private final FaultyFileLayer queues = new FaultyFileLayer("consumequeue");
  private final List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger("io.glassmq.store");
  private Path root;
  private TestStore store;
  private int count;

  @BeforeEach
  void listen() {
    root = folder.resolve("store");
    logged.start();
    logger.setLevel(Level.ERROR);
    logger.setAdditive(false);
    logger.addAppender(logged);
  }

  @AfterEach
  void close() {
    logger.detachAppender(logged);
    logger.setAdditive(true);
    logger.setLevel(null);
    log.slowForces.countDown();
    if (store != null) {
      store.close();
    }
  }

  private void open(FaultyFileLayer layer, String... settings) throws StoreException {
    var parts = StoreParts.defaults().with(layer);
    store = TestStore.open(TestStore.config(root, settings), parts, MessageArrivingListener.NONE);
  }

  private CompletableFuture<PutMessageStatus> send() {
    String name = "m" + count++;
    String body = name + FILLER;
    return store
        .store
        .putMessage(Messages.message("A", 0, body))
        .thenApply(
            result -> {
              if (result.status() == PUT_OK) {
                acknowledged.add(name);
              }
              return result.status();
            });
  }

  private PutMessageStatus put() {
    return send().join();
  }

  private void put(int messages) {
    for (int i = 0; i < messages; i++) {
      assertThat(put()).isEqualTo(PUT_OK);
    }
  }

  /** Sends until one is refused. */
  private PutMessageStatus putUntilRefused() {
    PutMessageStatus status = put();
    for (int i = 0; i < 100 && status == PUT_OK; i++) {
      status = put();
    }
    return status;
  }

  private static List<String> names(TestStore in) {
    return in.bodies("A", 0).stream().map(body -> body.replace(FILLER, "")).toList();
  }

  private void assertReadable() {
    assertThat(names(store)).isEqualTo(acknowledged);
  }

  /** As after a kill, and as after a proper end. */
  private void assertAllThereAfterReopening() throws Exception {
    Path killed = folder.resolve("killed");
    TestStore.copy(root, killed);
    store.close();
    store = null;
    for (Path each : List.of(killed, root)) {
      try (var reopened = TestStore.open(each)) {
        assertThat(names(reopened)).containsAll(acknowledged);
        reopened.put("A", 0, "goes on");
        assertThat(names(reopened)).endsWith("goes on").doesNotHaveDuplicates();
      }
    }
  }

  private long errorsLogged() {
    return List.copyOf(logged.list).stream().filter(e -> e.getLevel() == Level.ERROR).count();
  }

  @Nested
  class NoRoomForAFile {
    @Test
    void shouldRefuseUntilThereIsRoom() throws Exception {
      open(log);
      put(5);
      log.noNewFiles = true;

      assertThat(putUntilRefused()).isEqualTo(CREATE_MAPPED_FILE_FAILED);
      assertThat(put()).isEqualTo(CREATE_MAPPED_FILE_FAILED);
      assertReadable();

      log.noNewFiles = false;
      put(40);
      assertReadable();
      assertAllThereAfterReopening();
    }

    @Test
    void shouldBeAbleToStopBetweenTwoFiles() throws Exception {
      open(log);
      log.noNewFiles = true;
      putUntilRefused();

      assertAllThereAfterReopening();
    }
  }

  @Nested
  class NoRoomForAPage {
    @Test
    void shouldRefuseUntilThereIsRoom() throws Exception {
      open(log);
      put(5);
      log.noNewPages = true;

      assertThat(putUntilRefused()).isEqualTo(SERVICE_NOT_AVAILABLE);
      assertReadable();

      log.noNewPages = false;
      put(40);
      assertReadable();
      assertAllThereAfterReopening();
    }

    @Test
    void shouldLogItOnceAndNotForEachMessage() throws Exception {
      open(log);
      log.noNewPages = true;

      for (int i = 0; i < 10; i++) {
        assertThat(put()).isEqualTo(SERVICE_NOT_AVAILABLE);
      }
      assertThat(errorsLogged()).isEqualTo(1);
    }

    @Test
    void shouldMakeNoFileThatItCannotFillWhenWarmingUp() throws Exception {
      open(log, "warmMapedFileEnable", "true");
      put(5);
      log.noNewPages = true;

      assertThat(putUntilRefused()).isEqualTo(CREATE_MAPPED_FILE_FAILED);
      log.noNewPages = false;
      put(40);
      assertReadable();
      assertAllThereAfterReopening();
    }

    @Test
    void shouldRefuseWhileAMessageCannotBeFiledAndCatchUpLater() throws Exception {
      open(queues);
      queues.noNewPages = true;
      assertThat(put()).isEqualTo(PUT_OK);
      await().until(() -> put() == SERVICE_NOT_AVAILABLE);

      queues.noNewPages = false;
      await().until(() -> put() == PUT_OK);
      assertReadable();
      assertAllThereAfterReopening();
    }
  }

  @Nested
  class TornCopy {
    @Test
    void shouldTakeNothingMoreUntilItIsOpenedAgain() throws Exception {
      open(log);
      put(20);
      log.tornPuts = true;
      assertThat(put()).isEqualTo(UNKNOWN_ERROR);
      log.tornPuts = false;

      assertThat(put()).isEqualTo(SERVICE_NOT_AVAILABLE);
      assertReadable();
      assertAllThereAfterReopening();
    }
  }

  @Nested
  class FailingForce {
    @Test
    void shouldTakeNothingMoreUnderAsyncFlushAndSaySoOnce() throws Exception {
      open(log, "flushIntervalCommitLog", "5", "flushCommitLogLeastPages", "0");
      put(20);
      log.failingForces = true;

      await().until(() -> put() == SERVICE_NOT_AVAILABLE);
      await().until(() -> errorsLogged() == 1); // a moment after the flag
      log.failingForces = false;
      int forces = log.forces.get();
      await().during(Duration.ofMillis(50)).until(() -> put() == SERVICE_NOT_AVAILABLE);
      assertThat(log.forces).hasValue(forces);
      assertThat(errorsLogged()).isEqualTo(1);
      assertReadable();
      assertAllThereAfterReopening();
    }

    @Test
    void shouldTellTheSenderUnderSyncFlushAndTakeNothingMore() throws Exception {
      open(log, "flushDiskType", "SYNC_FLUSH");
      put(20);
      log.failingForces = true;

      assertThat(put()).isEqualTo(FLUSH_DISK_TIMEOUT);
      assertThat(put()).isEqualTo(SERVICE_NOT_AVAILABLE);
      assertThat(errorsLogged()).isEqualTo(1);
      assertReadable();
      assertAllThereAfterReopening();
    }
  }

  @Nested
  class SlowForce {
    @Test
    void shouldServeAllWhoWaitWithOneForce() throws Exception {
      open(log, "flushDiskType", "SYNC_FLUSH");
      log.slowForces = new CountDownLatch(1);
      List<CompletableFuture<PutMessageStatus>> answers = new ArrayList<>();
      answers.add(send());
      await().untilAtomic(log.forces, org.hamcrest.Matchers.is(1));
      for (int i = 0; i < 9; i++) {
        answers.add(send());
      }
      assertThat(answers).noneMatch(CompletableFuture::isDone);

      log.slowForces.countDown();

      assertThat(answers).allMatch(answer -> answer.join() == PUT_OK);
      assertThat(log.forces).hasValue(2);
    }

    @Test
    void shouldAnswerWithATimeoutAndKeepTheMessage() throws Exception {
      open(log, "flushDiskType", "SYNC_FLUSH", "syncFlushTimeout", "20");
      log.slowForces = new CountDownLatch(1);

      assertThat(put()).isEqualTo(FLUSH_DISK_TIMEOUT);

      log.slowForces.countDown();
      await().until(() -> store.store.getMaxOffsetInQueue("A", 0) == 1);
      assertThat(names(store)).containsExactly("m0");
    }

    @Test
    void shouldHoldUpNobodyUnderAsyncFlush() throws Exception {
      log.slowForces = new CountDownLatch(1);
      open(log, "flushIntervalCommitLog", "5", "flushCommitLogLeastPages", "0");
      put(1);
      await().untilAtomic(log.forces, org.hamcrest.Matchers.is(1));

      put(40);
      assertReadable();
    }
  }

  @Nested
  class WriteBuffer {
    @Test
    void shouldKeepInMemoryWhatTheDiskHasNoRoomFor() throws Exception {
      open(log, "transientStorePoolEnable", "true", "commitIntervalCommitLog", "5");
      put(5);
      await().untilAsserted(FaultTest.this::assertReadable);
      log.noNewPages = true;
      put(5);
      await().until(() -> errorsLogged() == 1);
      assertThat(names(store)).isEqualTo(acknowledged.subList(0, 5));

      log.noNewPages = false;
      await().untilAsserted(FaultTest.this::assertReadable);
      assertAllThereAfterReopening();
    }
  }
}
