package io.glassmq.broker.pop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.broker.TestClock;
import io.glassmq.broker.offset.ConsumerOffsetManager;
import io.glassmq.broker.offset.PopQueue;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.remoting.protocol.ConfigFile;
import io.glassmq.store.MessageExtBrokerInner;
import io.glassmq.store.MessageStore;
import io.glassmq.store.PutMessageResult;
import io.glassmq.store.PutMessageStatus;
import io.glassmq.store.timer.TimerTopic;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PopBufferMergeServiceTest {
  private static final PopQueue QUEUE = new PopQueue("T", "G", 0);
  private static final int REVIVE_QUEUE = 5;
  private static final long INVISIBLE = 60_000;
  private static final long STAY = 10_000;

  @TempDir private Path folder;

  private final TestClock clock = new TestClock();
  private final Set<PopQueue> gone = new HashSet<>();
  private final List<MessageExtBrokerInner> written = new ArrayList<>();

  /** What the disk says to each of them. */
  private final List<CompletableFuture<PutMessageResult>> flushes = new ArrayList<>();

  private ConsumerOffsetManager offsets;
  private PopBufferMergeService service;

  @BeforeEach
  void create() {
    offsets = new ConsumerOffsetManager(new ConfigFile(folder.resolve("offsets")), clock);
    service = service(false);
  }

  private PopBufferMergeService service(boolean merge) {
    var limits = new CheckPointLimits(merge, STAY, 3_000, 100, 100);
    var log =
        new ReviveLog(
            store(),
            new TimerTopic(clock),
            new ReviveTopic("rmq_sys_REVIVE_LOG_C", () -> 8),
            () -> new InetSocketAddress("127.0.0.1", 10_911),
            clock);
    return new PopBufferMergeService(
        new MergingCheckPointBuffer(limits), log, offsets, gone::contains, clock);
  }

  private MessageStore store() {
    return (MessageStore)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {MessageStore.class},
            (self, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("putMessage");
              written.add((MessageExtBrokerInner) arguments[0]);
              flushes.add(new CompletableFuture<>());
              return flushes.get(flushes.size() - 1);
            });
  }

  private void flush(int number, PutMessageStatus status) {
    flushes.get(number).complete(new PutMessageResult(status, null));
  }

  private PopCheckPoint pop(long from, long to) {
    return PopCheckPoint.of(
        new MergeKey(QUEUE, "broker-a", from, clock.millis()),
        INVISIBLE,
        LongStream.range(from, to).boxed().toList());
  }

  private CompletableFuture<Boolean> add(PopCheckPoint pop, long next) {
    return service.add(pop, REVIVE_QUEUE, next);
  }

  private CompletableFuture<Boolean> ack(PopCheckPoint pop, long offset) {
    return service.ack(new AckMsg(pop.mergeKey(), offset), REVIVE_QUEUE, pop.reviveTime());
  }

  private long groupOffset() {
    return offsets.queryOffset("G", "T", 0);
  }

  private String tag(int number) {
    return MessageProperties.find(written.get(number).getPropertiesString(), "TAGS");
  }

  @Nested
  class WriteFirst {
    @Test
    void shouldHandOutAndMoveTheOffsetWhenTheCheckPointIsOnTheDisk() {
      var handOut = add(pop(0, 3), 3);
      assertThat(handOut).isNotDone();
      assertThat(groupOffset()).isEqualTo(ConsumerOffsetManager.NONE);
      assertThat(service.latestOffset(QUEUE)).isEqualTo(3);

      flush(0, PutMessageStatus.PUT_OK);

      assertThat(handOut).isCompletedWithValue(true);
      assertThat(groupOffset()).isEqualTo(3);
      assertThat(service.latestOffset(QUEUE)).isEqualTo(CheckPointBuffer.NO_OFFSET);
    }

    @Test
    void shouldCountAFlushThatTakesTooLongAsWritten() {
      var handOut = add(pop(0, 3), 3);

      flush(0, PutMessageStatus.FLUSH_DISK_TIMEOUT);

      assertThat(handOut).isCompletedWithValue(true);
    }

    @Test
    void shouldMoveTheOffsetInTheOrderOfThePops() {
      add(pop(0, 3), 3);
      add(pop(3, 5), 5);

      flush(1, PutMessageStatus.PUT_OK);
      assertThat(groupOffset()).isEqualTo(ConsumerOffsetManager.NONE);
      flush(0, PutMessageStatus.PUT_OK);

      assertThat(groupOffset()).isEqualTo(5);
    }

    @Test
    void shouldNotHandOutWhatTheStoreRefused() {
      var handOut = add(pop(0, 3), 3);

      flush(0, PutMessageStatus.SERVICE_NOT_AVAILABLE);

      assertThat(handOut).isCompletedWithValue(false);
      assertThat(service.latestOffset(QUEUE)).isEqualTo(CheckPointBuffer.NO_OFFSET);
      assertThat(groupOffset()).isEqualTo(ConsumerOffsetManager.NONE);
      assertThat(service.doWork()).isZero();
    }

    @Test
    void shouldWriteEachAcknowledgement() {
      PopCheckPoint pop = pop(0, 3);
      add(pop, 3);
      flush(0, PutMessageStatus.PUT_OK);

      var done = ack(pop, 1);
      assertThat(done).isNotDone();
      flush(1, PutMessageStatus.PUT_OK);

      assertThat(done).isCompletedWithValue(true);
      assertThat(tag(0)).isEqualTo("ck");
      assertThat(tag(1)).isEqualTo("ack");
    }

    @Test
    void shouldNotMoveTheOffsetOfAGroupThatWasSentElsewhere() {
      add(pop(0, 3), 3);
      service.clear(QUEUE);
      offsets.commitOffset("G", "T", 0, 100);

      flush(0, PutMessageStatus.PUT_OK);

      assertThat(groupOffset()).isEqualTo(100);
    }

    @Test
    void shouldPassOverMessagesThatNobodyGets() {
      add(pop(0, 3), 3);
      service.addMock(QUEUE, 9);
      assertThat(service.latestOffset(QUEUE)).isEqualTo(9);

      flush(0, PutMessageStatus.PUT_OK);

      assertThat(groupOffset()).isEqualTo(9);
    }
  }

  @Nested
  class Merge {
    @BeforeEach
    void merge() {
      service = service(true);
    }

    @Test
    void shouldWriteNothingIfAllIsAcknowledgedSoon() {
      PopCheckPoint pop = pop(0, 2);
      assertThat(add(pop, 2)).isCompletedWithValue(true);
      assertThat(ack(pop, 0)).isCompletedWithValue(true);
      assertThat(groupOffset()).isEqualTo(ConsumerOffsetManager.NONE);

      assertThat(ack(pop, 1)).isCompletedWithValue(true);

      assertThat(groupOffset()).isEqualTo(2);
      clock.advance(STAY);
      assertThat(service.doWork()).isZero();
      assertThat(written).isEmpty();
    }

    @Test
    void shouldWriteWhatStaysTooLongWithItsAcknowledgements() throws Exception {
      PopCheckPoint pop = pop(0, 2);
      add(pop, 2);
      ack(pop, 1);
      clock.advance(STAY);

      assertThat(service.doWork()).isOne();
      flush(0, PutMessageStatus.PUT_OK);

      assertThat(PopCheckPoint.decode(written.get(0).getBody())).isEqualTo(pop.acked(1));
      assertThat(groupOffset()).isEqualTo(2);
    }

    @Test
    void shouldTryAgainWhatTheStoreRefused() {
      add(pop(0, 2), 2);
      clock.advance(STAY);
      service.doWork();
      flush(0, PutMessageStatus.SERVICE_NOT_AVAILABLE);
      assertThat(service.doWork()).isZero();

      clock.advance(MergingCheckPointBuffer.RETRY_MILLIS);
      assertThat(service.doWork()).isOne();
      flush(1, PutMessageStatus.PUT_OK);

      assertThat(groupOffset()).isEqualTo(2);
    }

    @Test
    void shouldDropWhatBelongsToATopicOrGroupThatIsGone() {
      add(pop(0, 2), 2);
      gone.add(QUEUE);
      clock.advance(STAY);

      service.doWork();

      assertThat(written).isEmpty();
      assertThat(groupOffset()).isEqualTo(ConsumerOffsetManager.NONE);
      assertThat(service.latestOffset(QUEUE)).isEqualTo(CheckPointBuffer.NO_OFFSET);
    }

    @Test
    void shouldWriteAllThatItHoldsWhenItIsShutDown() throws Exception {
      PopCheckPoint pop = pop(0, 2);
      add(pop, 2);
      var stopping = CompletableFuture.runAsync(() -> service.shutdown(5_000));
      await().until(() -> flushes.size() == 1);
      assertThat(stopping).isNotDone();

      flush(0, PutMessageStatus.PUT_OK);

      stopping.get();
      assertThat(groupOffset()).isEqualTo(2);
      ack(pop, 0);
      assertThat(tag(1)).isEqualTo("ack");
    }
  }
}
