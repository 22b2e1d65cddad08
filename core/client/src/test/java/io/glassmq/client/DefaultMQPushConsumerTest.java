package io.glassmq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.fake.FakeCluster;
import io.glassmq.client.impl.compression.CompressedBody;
import io.glassmq.common.compression.CompressionType;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.GetConsumerStatusBody;
import io.glassmq.remoting.protocol.header.GetConsumerStatusRequestHeader;
import io.glassmq.remoting.protocol.header.PullMessageRequestHeader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DefaultMQPushConsumerTest {
  private static final String TOPIC = "Orders";
  private static final String GROUP = "readers";
  private static final MessageQueue QUEUE = new MessageQueue(TOPIC, "broker-a", 0);

  private final FakeCluster cluster = new FakeCluster("broker-a").topic(TOPIC, 4);
  private final Queue<MessageExt> consumed = new ConcurrentLinkedQueue<>();

  /** How many queues each consumer has; it has let go of all others. */
  private final Map<DefaultMQPushConsumer, Integer> shares = new ConcurrentHashMap<>();

  private final List<DefaultMQPushConsumer> consumers = new ArrayList<>();

  @AfterEach
  void stop() {
    consumers.forEach(DefaultMQPushConsumer::shutdown);
  }

  private DefaultMQPushConsumer consumer(MessageListenerConcurrently listener) throws Exception {
    var consumer = new DefaultMQPushConsumer(GROUP, cluster.parts());
    consumer.setNamesrvAddr("fake:9876");
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    consumer.setConsumeThreadMin(2);
    consumer.setConsumeThreadMax(2);
    consumer.subscribe(TOPIC, "*");
    consumer.registerMessageListener(listener);
    consumer.setMessageQueueListener((topic, all, ours) -> shares.put(consumer, ours.size()));
    consumers.add(consumer);
    return consumer;
  }

  private DefaultMQPushConsumer consumer() throws Exception {
    return consumer(
        (msgs, context) -> {
          consumed.addAll(msgs);
          return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
        });
  }

  private void nobodyTakesMessagesBack() {
    RemotingCommand no = RemotingCommand.createResponse(ResponseCode.SYSTEM_ERROR, "not now");
    cluster.script(RequestCode.CONSUMER_SEND_MSG_BACK, (address, request) -> no);
    cluster.script(RequestCode.SEND_MESSAGE_V2, (address, request) -> no);
  }

  private void put(int messages) {
    for (int i = 0; i < messages; i++) {
      cluster.put(new MessageQueue(TOPIC, "broker-a", i % 4), "TagA", "m" + i, 0);
    }
  }

  private List<String> bodies() {
    return consumed.stream().map(message -> new String(message.getBody())).sorted().toList();
  }

  /** The limit is far away: it only matters when something is broken. */
  private static void eventually(ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(assertion);
  }

  @Nested
  class Consuming {
    @Test
    void shouldBringEachMessageOnceAsSoonAsItStarts() throws Exception {
      put(40);

      consumer().start();

      eventually(() -> assertThat(consumed).hasSize(40));
      assertThat(bodies()).doesNotHaveDuplicates();
    }

    @Test
    void shouldBringAMessageThatComesLaterAtOnce() throws Exception {
      consumer().start();
      eventually(() -> assertThat(cluster.received(RequestCode.PULL_MESSAGE)).hasSize(4));

      put(1);

      eventually(() -> assertThat(bodies()).containsExactly("m0"));
    }

    @Test
    void shouldTellWhereAMessageWasAndWhereItsQueueEnds() throws Exception {
      cluster.put(QUEUE, "TagA", "x", 0);

      consumer().start();

      eventually(() -> assertThat(consumed).hasSize(1));
      MessageExt message = consumed.peek();
      assertThat(message.getBrokerName()).isEqualTo("broker-a");
      assertThat(message.getProperty("MIN_OFFSET")).isEqualTo("0");
      assertThat(message.getProperty("MAX_OFFSET")).isEqualTo("1");
      assertThat(message.getProperty("CONSUME_START_TIME")).isNotNull();
    }

    @Test
    void shouldCompareTagsThemselvesBecauseHashesMayBeEqual() throws Exception {
      assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
      cluster.put(QUEUE, "BB", "unwanted", 0);
      cluster.put(QUEUE, "Aa", "wanted", 0);
      var consumer = consumer();
      consumer.subscribe(TOPIC, "Aa");

      consumer.start();

      eventually(() -> assertThat(pulledUpTo(QUEUE)).isEqualTo(2));
      eventually(() -> assertThat(bodies()).containsExactly("wanted"));
    }

    @Test
    void shouldDecompressBodies() throws Exception {
      var big = CompressedBody.compress("big".getBytes(), CompressionType.ZSTD, 5);
      cluster.put(QUEUE, "TagA", big.bytes(), big.sysFlag());

      consumer().start();

      eventually(() -> assertThat(bodies()).containsExactly("big"));
    }

    @Test
    void shouldGiveListsOfTheSizeThatTheUserWants() throws Exception {
      List<Integer> sizes = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        cluster.put(QUEUE, "TagA", "m" + i, 0);
      }
      var consumer =
          consumer(
              (msgs, context) -> {
                synchronized (sizes) {
                  sizes.add(msgs.size());
                }
                consumed.addAll(msgs);
                return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
              });
      consumer.setConsumeMessageBatchMaxSize(2);

      consumer.start();

      eventually(() -> assertThat(consumed).hasSize(5));
      assertThat(sizes).containsExactlyInAnyOrder(2, 2, 1);
    }

    @Test
    void shouldStopPullingWhenTooMuchIsUnfinished() throws Exception {
      var release = new CountDownLatch(1);
      for (int i = 0; i < 20; i++) {
        cluster.put(QUEUE, "TagA", "m" + i, 0);
      }
      var consumer =
          consumer(
              (msgs, context) -> {
                awaitQuietly(release);
                consumed.addAll(msgs);
                return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
              });
      consumer.setPullBatchSize(2);
      consumer.setPullThresholdForQueue(3);

      consumer.start();

      eventually(() -> assertThat(pulledUpTo(QUEUE)).isEqualTo(2));
      await().during(Duration.ofMillis(200)).until(() -> pulledUpTo(QUEUE) <= 4);
      release.countDown();
      eventually(() -> assertThat(consumed).hasSize(20));
    }

    @Test
    void shouldHearOfATopicThatIsCreatedLater() throws Exception {
      cluster.deleteTopic(TOPIC);
      put(4);
      consumer().start();

      cluster.topic(TOPIC, 4);

      eventually(() -> assertThat(consumed).hasSize(4));
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The highest offset that was asked for. */
  private long pulledUpTo(MessageQueue queue) {
    return cluster.received(RequestCode.PULL_MESSAGE).stream()
        .map(DefaultMQPushConsumerTest::pull)
        .filter(header -> header.queueId() == queue.getQueueId())
        .filter(header -> header.topic().equals(queue.getTopic()))
        .mapToLong(PullMessageRequestHeader::queueOffset)
        .max()
        .orElse(-1);
  }

  private static PullMessageRequestHeader pull(RemotingCommand request) {
    try {
      return request.decodeHeader(PullMessageRequestHeader.class);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Nested
  class WhereToBegin {
    private long firstPullOf(DefaultMQPushConsumer consumer) throws Exception {
      for (int i = 0; i < 10; i++) {
        cluster.put(QUEUE, "TagA", "m" + i, 0);
      }
      consumer.start();
      eventually(() -> assertThat(pulledUpTo(QUEUE)).isNotNegative());
      return cluster.received(RequestCode.PULL_MESSAGE).stream()
          .map(DefaultMQPushConsumerTest::pull)
          .filter(header -> header.queueId() == 0)
          .findFirst()
          .orElseThrow()
          .queueOffset();
    }

    @Test
    void shouldGoOnWhereTheGroupLeftOff() throws Exception {
      cluster.setOffset(GROUP, QUEUE, 7);

      assertThat(firstPullOf(consumer())).isEqualTo(7);
    }

    @Test
    void shouldBeginAtTheEndForANewGroupByDefault() throws Exception {
      var consumer = consumer();
      consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_LAST_OFFSET);

      assertThat(firstPullOf(consumer)).isEqualTo(10);
    }

    @Test
    void shouldBeginAtTheStartWhenToldSo() throws Exception {
      assertThat(firstPullOf(consumer())).isZero();
    }

    @Test
    void shouldBeginAtATimeWhenToldSo() throws Exception {
      var consumer = consumer();
      consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_TIMESTAMP);

      assertThat(firstPullOf(consumer)).isEqualTo(5);
    }

    @Test
    void shouldNotGuessWhenTheBrokerCannotTell() throws Exception {
      var broken = new AtomicBoolean(true);
      cluster.setOffset(GROUP, QUEUE, 7);
      cluster.script(
          RequestCode.QUERY_CONSUMER_OFFSET,
          (address, request) ->
              broken.getAndSet(false)
                  ? RemotingCommand.createResponse(ResponseCode.SYSTEM_ERROR, "not now")
                  : null);
      cluster.topic(TOPIC, 1);

      consumer().start();

      eventually(() -> assertThat(pulledUpTo(QUEUE)).isEqualTo(7));
    }

    @Test
    void shouldFollowTheBrokersCorrectionOfAnOffsetOutsideTheQueue() throws Exception {
      cluster.setOffset(GROUP, QUEUE, 1000);
      put(40);

      consumer().start();

      eventually(() -> assertThat(pulledUpTo(QUEUE)).isEqualTo(1000));
      eventually(() -> assertThat(cluster.offset(GROUP, QUEUE)).isEqualTo(10));
      cluster.put(QUEUE, "TagA", "new", 0);
      eventually(() -> assertThat(bodies()).contains("new"));
    }
  }

  @Nested
  class Failing {
    @Test
    void shouldHoldTheOffsetBackOfAFailedMessageThatNoBrokerTakesBack() throws Exception {
      put(8);
      nobodyTakesMessagesBack();
      var first = new AtomicBoolean(true);
      var again = new CountDownLatch(1);
      var consumer =
          consumer(
              (msgs, context) -> {
                boolean bad = msgs.get(0).getQueueId() == 0 && msgs.get(0).getQueueOffset() == 0;
                if (bad && first.getAndSet(false)) {
                  throw new IllegalStateException("cannot work now");
                }
                if (bad) {
                  awaitQuietly(again);
                }
                consumed.addAll(msgs);
                return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
              });
      consumer.setPersistConsumerOffsetInterval(100);

      consumer.start();

      eventually(() -> assertThat(consumed).hasSize(7));
      eventually(
          () ->
              assertThat(cluster.offset(GROUP, new MessageQueue(TOPIC, "broker-a", 1)))
                  .isEqualTo(2));
      assertThat(cluster.offset(GROUP, QUEUE)).isIn(null, 0L);
      again.countDown();
      eventually(() -> assertThat(consumed).hasSize(8));
      assertThat(consumed.stream().mapToInt(MessageExt::getReconsumeTimes).max()).hasValue(1);
      eventually(() -> assertThat(cluster.offset(GROUP, QUEUE)).isEqualTo(2));
    }

    @Test
    void shouldSendAHeartbeatWhenTheBrokerDoesNotKnowTheSubscription() throws Exception {
      var forgotten = new AtomicBoolean(true);
      cluster.script(
          RequestCode.PULL_MESSAGE,
          (address, request) ->
              forgotten.getAndSet(false)
                  ? RemotingCommand.createResponse(ResponseCode.SUBSCRIPTION_NOT_EXIST, "who?")
                  : null);
      put(4);
      consumer().start();

      eventually(() -> assertThat(cluster.received(RequestCode.HEART_BEAT)).hasSizeGreaterThan(1));
      eventually(() -> assertThat(consumed).hasSize(4));
    }
  }

  @Nested
  class Sharing {
    @Test
    void shouldShareTheQueuesAndBringEachMessageOnce() throws Exception {
      startTwo();

      put(400);

      eventually(() -> assertThat(consumed).hasSizeGreaterThanOrEqualTo(400));
      assertThat(bodies()).doesNotHaveDuplicates().hasSize(400);
    }

    private void startTwo() throws Exception {
      consumer().start();
      eventually(() -> assertThat(offsetsAsked()).isEqualTo(4));
      startSecond();
    }

    /** Returns when each has two of the four queues and no others. */
    private void startSecond() throws Exception {
      consumer().start();
      eventually(() -> assertThat(shares.values()).containsExactly(2, 2));
      eventually(() -> assertThat(offsetsAsked()).isGreaterThanOrEqualTo(6));
    }

    private int offsetsAsked() {
      return cluster.received(RequestCode.QUERY_CONSUMER_OFFSET).size();
    }

    @Test
    void shouldReportProgressBeforeAQueueIsHandedOver() throws Exception {
      put(40);
      var first = consumer();
      first.start();
      eventually(() -> assertThat(finished()).hasSize(4).allMatch(offset -> offset == 10));
      // the newcomer is told where to begin when the queue is free, however long that takes
      cluster.script(
          RequestCode.QUERY_CONSUMER_OFFSET,
          (address, request) -> {
            eventually(() -> assertThat(shares).containsEntry(first, 2));
            return null;
          });

      startSecond();

      cluster.put(new MessageQueue(TOPIC, "broker-a", 3), "TagA", "last", 0);
      eventually(() -> assertThat(bodies()).contains("last"));
      assertThat(bodies()).doesNotHaveDuplicates().hasSize(41);
    }

    /** How far the first consumer has come with each queue, reported or not. */
    private Collection<Long> finished() throws Exception {
      var header = new GetConsumerStatusRequestHeader(TOPIC, GROUP, null);
      var question =
          RemotingCommand.createRequest(RequestCode.GET_CONSUMER_STATUS_FROM_CLIENT, header);
      byte[] answer = cluster.askClient(question).get().body();
      return RemotingSerializable.decode(answer, GetConsumerStatusBody.class)
          .messageQueueTable()
          .values();
    }

    @Test
    void shouldTakeOverTheQueuesOfAMemberThatLeaves() throws Exception {
      startTwo();

      consumers.get(0).shutdown();
      put(40);

      eventually(() -> assertThat(consumed).hasSize(40));
    }
  }

  @Nested
  class Shutdown {
    @Test
    void shouldReportWhatIsConsumedAndLeaveTheGroup() throws Exception {
      put(40);
      var consumer = consumer();
      consumer.setAwaitTerminationMillisWhenShutdown(30_000);
      consumer.start();
      eventually(() -> assertThat(consumed).hasSize(40));

      consumer.shutdown();

      assertThat(cluster.offset(GROUP, QUEUE)).isEqualTo(10);
      List<RequestCode> codes =
          cluster.received().stream().map(FakeCluster.Received::code).toList();
      assertThat(codes.lastIndexOf(RequestCode.UPDATE_CONSUMER_OFFSET))
          .isLessThan(codes.indexOf(RequestCode.UNREGISTER_CLIENT));
    }

    @Test
    void shouldNotReportWhatTheListenerHasNotFinished() throws Exception {
      nobodyTakesMessagesBack();
      var inListener = new CountDownLatch(1);
      put(4);
      var consumer =
          consumer(
              (msgs, context) -> {
                inListener.countDown();
                awaitQuietly(new CountDownLatch(1));
                return ConsumeConcurrentlyStatus.RECONSUME_LATER;
              });
      consumer.start();
      assertThat(inListener.await(30, TimeUnit.SECONDS)).isTrue();

      consumer.shutdown();

      for (int id = 0; id < 4; id++) {
        assertThat(cluster.offset(GROUP, new MessageQueue(TOPIC, "broker-a", id))).isIn(null, 0L);
      }
    }

    @Test
    void shouldLetARunningListenerEndWhenTimeIsGiven() throws Exception {
      var inListener = new CountDownLatch(1);
      var release = new CountDownLatch(1);
      cluster.put(QUEUE, "TagA", "slow", 0);
      var consumer =
          consumer(
              (msgs, context) -> {
                inListener.countDown();
                awaitQuietly(release);
                return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
              });
      consumer.setAwaitTerminationMillisWhenShutdown(30_000);
      consumer.start();
      assertThat(inListener.await(30, TimeUnit.SECONDS)).isTrue();

      var shutdown = new Thread(consumer::shutdown);
      shutdown.start();
      release.countDown();
      shutdown.join(30_000);

      assertThat(cluster.offset(GROUP, QUEUE)).isEqualTo(1);
    }

    @Test
    void shouldLeaveNoThreadBehind() throws Exception {
      put(4);
      var consumer = consumer();
      consumer.start();
      eventually(() -> assertThat(consumed).hasSize(4));

      consumer.shutdown();

      eventually(
          () ->
              assertThat(Thread.getAllStackTraces().keySet())
                  .extracting(Thread::getName)
                  .noneMatch(
                      name ->
                          name.startsWith("ConsumeMessageThread_" + GROUP)
                              || name.startsWith("PullMessageService")
                              || name.startsWith("RebalanceService")
                              || name.startsWith("MQClientFactory")));
    }
  }

  @Nested
  class Checks {
    @Test
    void shouldRefuseToStartWithoutAListenerOrWithSettingsOutOfRange() throws Exception {
      assertThatThrownBy(() -> consumer(null).start())
          .isInstanceOf(MQClientException.class)
          .hasMessageContaining("messageListener");
      var many = consumer();
      many.setPullBatchSize(1025);
      assertThatThrownBy(many::start)
          .isInstanceOf(MQClientException.class)
          .hasMessageContaining("pullBatchSize = 1025");
      var badTime = consumer();
      badTime.setConsumeTimestamp("yesterday");
      assertThatThrownBy(badTime::start).hasMessageContaining("yesterday");
    }

    @Test
    void shouldStartWithNoServerUpAndConsumeOnceTheyAre() throws Exception {
      cluster.takeDown(null);

      consumer().start();

      put(4);
      assertThat(consumed).isEmpty();
      cluster.bringUp(null);
      eventually(() -> assertThat(consumed).hasSize(4));
    }
  }

  @Nested
  class Threads {
    /** Asks for a number of threads and sees whether just so many listeners run side by side. */
    private void assertTogether(int wanted, int expected) throws Exception {
      put(8);
      var inListener = new AtomicInteger();
      var release = new CountDownLatch(1);
      var consumer =
          consumer(
              (msgs, context) -> {
                inListener.incrementAndGet();
                awaitQuietly(release);
                consumed.addAll(msgs);
                return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
              });
      consumer.setConsumeThreadMax(8);
      consumer.start();
      consumer.updateCorePoolSize(wanted);
      eventually(() -> assertThat(inListener).hasValue(expected));
      await().during(Duration.ofMillis(200)).until(() -> inListener.get() == expected);
      release.countDown();
      eventually(() -> assertThat(consumed).hasSize(8));
    }

    @Test
    void shouldHaveAsManyAsTheUserWantsWhileItRuns() throws Exception {
      assertTogether(5, 5);
    }

    @Test
    void shouldNotHaveAsManyAsTheMaximum() throws Exception {
      assertTogether(8, 2);
    }
  }
}
