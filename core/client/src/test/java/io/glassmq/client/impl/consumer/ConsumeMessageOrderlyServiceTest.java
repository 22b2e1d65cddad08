package io.glassmq.client.impl.consumer;

import static io.glassmq.client.impl.consumer.ConsumeFixture.QUEUE;
import static io.glassmq.client.impl.consumer.ConsumeFixture.RETRY_QUEUE;
import static io.glassmq.client.impl.consumer.ConsumeFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.listener.ConsumeOrderlyContext;
import io.glassmq.client.consumer.listener.ConsumeOrderlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerOrderly;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConsumeMessageOrderlyServiceTest extends ConsumeMessageServiceContract {
  private PullRequest request;

  /** The contract knows nothing of locks, so there it is as if all members were alone. */
  @Override
  void listen(DefaultMQPushConsumer consumer, Function<List<MessageExt>, End> listener) {
    fixture.model = MessageModel.BROADCASTING;
    consumer.registerMessageListener(
        (MessageListenerOrderly)
            (messages, context) ->
                switch (listener.apply(messages)) {
                  case DONE -> ConsumeOrderlyStatus.SUCCESS;
                  case FAILED -> ConsumeOrderlyStatus.SUSPEND_CURRENT_QUEUE_A_MOMENT;
                  case NULL -> null;
                  case EXCEPTION -> throw new IllegalStateException("told to");
                });
  }

  /** A member that has the lock of the queue, and a listener that notes what it sees. */
  private void own(
      BiFunction<List<MessageExt>, ConsumeOrderlyContext, ConsumeOrderlyStatus> listener)
      throws InterruptedException {
    fixture.settings.setSuspendCurrentQueueTimeMillis(10);
    fixture.settings.registerMessageListener(
        (MessageListenerOrderly)
            (messages, context) -> {
              seen.addAll(messages);
              return listener.apply(messages, context);
            });
    fixture.start();
    assertThat(fixture.service().acquire(QUEUE)).isTrue();
    request = fixture.request();
  }

  private static List<String> bodies(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  @Nested
  class Order {
    @Test
    void shouldBringMessagesInOrderOneListAtATime() throws Exception {
      fixture.settings.setConsumeMessageBatchMaxSize(3);
      var inListener = new AtomicInteger();
      var together = new AtomicBoolean();
      own(
          (messages, context) -> {
            together.compareAndSet(false, inListener.incrementAndGet() > 1);
            inListener.decrementAndGet();
            return ConsumeOrderlyStatus.SUCCESS;
          });

      List<MessageExt> messages = fixture.messages(1_000);
      for (int i = 0; i < 1_000; i += 10) {
        fixture.submit(request, messages.subList(i, i + 10));
      }

      eventually(() -> assertThat(fixture.offset()).isEqualTo(1_000));
      assertThat(seenBodies()).isEqualTo(bodies(1_000));
      assertThat(together).isFalse();
    }

    @Test
    void shouldBringAFailedListAgainBeforeAnythingElse() throws Exception {
      fixture.settings.setConsumeMessageBatchMaxSize(2);
      var failures = new AtomicInteger(3);
      own(
          (messages, context) -> {
            if (messages.get(0).getQueueOffset() == 2 && failures.getAndDecrement() > 0) {
              throw new IllegalStateException("not yet");
            }
            return ConsumeOrderlyStatus.SUCCESS;
          });

      fixture.submit(request, fixture.messages(6));

      eventually(() -> assertThat(fixture.offset()).isEqualTo(6));
      assertThat(seenBodies())
          .containsExactly("0", "1", "2", "3", "2", "3", "2", "3", "2", "3", "4", "5");
      assertThat(seen.stream().mapToInt(MessageExt::getReconsumeTimes).max()).hasValue(3);
    }

    @Test
    void shouldNotLetTwoWorkOnAQueueThatWasDroppedAndTakenAgain() throws Exception {
      var inListener = new CountDownLatch(1);
      var release = new CountDownLatch(1);
      own(
          (messages, context) -> {
            inListener.countDown();
            Waiting.until(release);
            return ConsumeOrderlyStatus.SUCCESS;
          });
      List<MessageExt> messages = fixture.messages(1);
      fixture.submit(request, messages);
      Waiting.until(inListener);

      request.drop();
      fixture.submit(fixture.request(), messages);

      await().during(Duration.ofMillis(100)).until(() -> seen.size() == 1);
      release.countDown();
      eventually(() -> assertThat(fixture.offset()).isEqualTo(1));
      assertThat(seen).hasSize(2);
    }
  }

  @Nested
  class Committing {
    @Test
    void shouldStoreNothingBeforeTheListenerCommits() throws Exception {
      own(
          (messages, context) -> {
            context.setAutoCommit(false);
            return messages.get(0).getQueueOffset() == 2
                ? ConsumeOrderlyStatus.COMMIT
                : ConsumeOrderlyStatus.SUCCESS;
          });
      List<MessageExt> messages = fixture.messages(4);

      fixture.submit(request, messages.subList(0, 2));
      eventually(() -> assertThat(seen).hasSize(2));
      assertThat(fixture.offset()).isNegative();
      fixture.submit(request, messages.subList(2, 4));

      eventually(() -> assertThat(seen).hasSize(4));
      eventually(() -> assertThat(fixture.offset()).isEqualTo(3));
    }

    @Test
    void shouldBringAllAgainThatWasNotCommittedWhenTheListenerRollsBack() throws Exception {
      var rolledBack = new AtomicBoolean();
      own(
          (messages, context) -> {
            context.setAutoCommit(false);
            if (messages.get(0).getQueueOffset() == 2) {
              return rolledBack.getAndSet(true)
                  ? ConsumeOrderlyStatus.COMMIT
                  : ConsumeOrderlyStatus.ROLLBACK;
            }
            return ConsumeOrderlyStatus.SUCCESS;
          });

      fixture.submit(request, fixture.messages(3));

      eventually(() -> assertThat(fixture.offset()).isEqualTo(3));
      assertThat(seenBodies()).containsExactly("0", "1", "2", "0", "1", "2");
    }

    @Test
    void shouldTakeCommitAndRollbackForSuccessWhileAutoCommitIsOn() throws Exception {
      own(
          (messages, context) ->
              messages.get(0).getQueueOffset() == 0
                  ? ConsumeOrderlyStatus.COMMIT
                  : ConsumeOrderlyStatus.ROLLBACK);

      fixture.submit(request, fixture.messages(2));

      eventually(() -> assertThat(fixture.offset()).isEqualTo(2));
      assertThat(seenBodies()).containsExactly("0", "1");
    }
  }

  @Nested
  class GivingUpAMessage {
    @Test
    void shouldSendAMessageToTheDeadLettersThatFailedTooOften() throws Exception {
      fixture.settings.setMaxReconsumeTimes(2);
      own(
          (messages, context) ->
              messages.get(0).getQueueOffset() == 0
                  ? ConsumeOrderlyStatus.SUSPEND_CURRENT_QUEUE_A_MOMENT
                  : ConsumeOrderlyStatus.SUCCESS);

      fixture.submit(request, fixture.messages(2));

      eventually(() -> assertThat(fixture.offset()).isEqualTo(2));
      assertThat(seenBodies()).containsExactly("0", "0", "0", "1");
      assertThat(fixture.cluster.messages(RETRY_QUEUE)).hasSize(1);
      assertThat(fixture.cluster.messages(RETRY_QUEUE).get(0).getProperties())
          .containsEntry("RECONSUME_TIME", "3")
          .containsEntry("MAX_RECONSUME_TIMES", "2");
    }

    @Test
    void shouldKeepTheOrderWhenNoBrokerTakesTheMessage() throws Exception {
      fixture.refuse(RequestCode.SEND_MESSAGE_V2);
      fixture.settings.setMaxReconsumeTimes(0);
      own(
          (messages, context) ->
              messages.get(0).getReconsumeTimes() < 2
                  ? ConsumeOrderlyStatus.SUSPEND_CURRENT_QUEUE_A_MOMENT
                  : ConsumeOrderlyStatus.SUCCESS);

      fixture.submit(request, fixture.messages(1));

      eventually(() -> assertThat(fixture.offset()).isEqualTo(1));
      assertThat(seen).hasSize(3);
      assertThat(fixture.cluster.messages(RETRY_QUEUE)).isEmpty();
    }
  }

  @Nested
  class GivingUpAQueue {
    private final CountDownLatch inListener = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    private void hang() throws InterruptedException {
      own(
          (messages, context) -> {
            inListener.countDown();
            Waiting.until(release);
            return ConsumeOrderlyStatus.SUCCESS;
          });
      fixture.submit(request, fixture.messages(2));
      Waiting.until(inListener);
    }

    @Test
    void shouldNotLetGoOfAQueueBeforeItsListIsDone() throws Exception {
      hang();

      assertThat(fixture.service().release(request)).isFalse();

      assertThat(request.isDropped()).isFalse();
      assertThat(fixture.cluster.locks().ownerOf(QUEUE)).isEqualTo(fixture.clientId());
      release.countDown();
      eventually(() -> assertThat(fixture.service().release(request)).isTrue());
      assertThat(request.isDropped()).isTrue();
      assertThat(fixture.offset()).isPositive();
    }

    @Test
    void shouldLetGoInTheEndOfAListenerThatHangs() throws Exception {
      hang();
      assertThat(fixture.service().release(request)).isFalse();
      fixture.clock.advance(Duration.ofSeconds(21));

      assertThat(fixture.service().release(request)).isTrue();

      assertThat(request.isDropped()).isTrue();
    }

    @Test
    void shouldGiveTheLockBackOnceTheOffsetIsStored() throws Exception {
      own((messages, context) -> ConsumeOrderlyStatus.SUCCESS);
      assertThat(fixture.service().release(request)).isTrue();
      assertThat(fixture.cluster.locks().ownerOf(QUEUE)).isEqualTo(fixture.clientId());

      fixture.service().released(QUEUE);

      assertThat(fixture.cluster.locks().ownerOf(QUEUE)).isNull();
      assertThat(fixture.consumption().locks().isLocked(QUEUE)).isFalse();
    }

    @Test
    void shouldBeginWithNoOtherListOnceItIsShutDown() throws Exception {
      fixture.settings.setAwaitTerminationMillisWhenShutdown(10_000);
      hang();
      var shutdown = new Thread(() -> Waiting.quietly(fixture.service()::shutdown));
      shutdown.start();
      await().until(() -> fixture.consumption().pool().isShutdown());

      release.countDown();
      shutdown.join(10_000);

      assertThat(seenBodies()).containsExactly("0");
      assertThat(fixture.offset()).isEqualTo(1);
    }

    @Test
    void shouldGiveAllLocksBackAtTheEnd() throws Exception {
      own((messages, context) -> ConsumeOrderlyStatus.SUCCESS);
      fixture.service().shutdown();

      fixture.service().releasedAll();

      assertThat(fixture.cluster.locks().ownerOf(QUEUE)).isNull();
    }
  }

  @Nested
  class Locks {
    private QueueLocks locks() {
      return fixture.consumption().locks();
    }

    @Test
    void shouldNotTakeAQueueThatSomebodyElseHas() throws Exception {
      own((messages, context) -> ConsumeOrderlyStatus.SUCCESS);
      var other = new MessageQueue("Orders", "broker-a", 1);
      fixture.cluster.locks().give(other, "somebody");

      assertThat(fixture.service().acquire(other)).isFalse();

      assertThat(locks().isLocked(other)).isFalse();
    }

    @Test
    void shouldNotConsumeWhatTheBrokerGaveAwayUntilItIsOursAgain() throws Exception {
      own((messages, context) -> ConsumeOrderlyStatus.SUCCESS);
      fixture.cluster.locks().give(QUEUE, "somebody");
      locks().lockAll();
      assertThat(locks().isLocked(QUEUE)).isFalse();

      fixture.submit(request, fixture.messages(1));
      eventually(
          () ->
              assertThat(fixture.cluster.received(RequestCode.LOCK_BATCH_MQ))
                  .hasSizeGreaterThan(2));
      assertThat(seen).isEmpty();
      fixture.cluster.locks().give(QUEUE, fixture.clientId());

      eventually(() -> assertThat(seen).hasSize(1));
    }

    @Test
    void shouldNotTrustALockThatWasNotRenewedFor30Seconds() throws Exception {
      own((messages, context) -> ConsumeOrderlyStatus.SUCCESS);
      fixture.refuse(RequestCode.LOCK_BATCH_MQ); // the regular renewal comes while we look

      fixture.clock.advance(Duration.ofSeconds(30));
      assertThat(locks().isLocked(QUEUE)).isTrue();
      fixture.clock.advance(Duration.ofMillis(1));

      assertThat(locks().isLocked(QUEUE)).isFalse();
      fixture.cluster.script(RequestCode.LOCK_BATCH_MQ, (address, request) -> null);
      locks().lockAll();
      assertThat(locks().isLocked(QUEUE)).isTrue();
    }

    @Test
    void shouldKeepItsLocksWhileABrokerDoesNotAnswer() throws Exception {
      own((messages, context) -> ConsumeOrderlyStatus.SUCCESS);
      fixture.refuse(RequestCode.LOCK_BATCH_MQ);

      locks().lockAll();

      assertThat(locks().isLocked(QUEUE)).isTrue();
    }

    @Test
    void shouldNotAskAgainForAQueueThatWasGivenBack() throws Exception {
      own((messages, context) -> ConsumeOrderlyStatus.SUCCESS);
      fixture.service().released(QUEUE);

      assertThat(locks().lockAgain(QUEUE)).isFalse();
      locks().lockAll();

      assertThat(fixture.cluster.locks().ownerOf(QUEUE)).isNull();
    }

    @Test
    void shouldNeedNoLocksWhenBroadcasting() throws Exception {
      listen(fixture.settings, messages -> End.DONE);
      fixture.start();

      assertThat(fixture.service().acquire(QUEUE)).isTrue();
      fixture.submit(fixture.request(), fixture.messages(1));

      eventually(() -> assertThat(fixture.offset()).isEqualTo(1));
      assertThat(fixture.cluster.received(RequestCode.LOCK_BATCH_MQ)).isEmpty();
    }
  }
}
