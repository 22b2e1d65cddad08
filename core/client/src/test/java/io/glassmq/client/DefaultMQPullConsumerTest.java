package io.glassmq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.consumer.DefaultMQPullConsumer;
import io.glassmq.client.consumer.MQPullConsumerScheduleService;
import io.glassmq.client.consumer.MessageSelector;
import io.glassmq.client.consumer.PullCallback;
import io.glassmq.client.consumer.PullResult;
import io.glassmq.client.consumer.PullStatus;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.fake.FakeCluster;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.ConsumerSendMsgBackRequestHeader;
import io.glassmq.remoting.protocol.header.PullMessageRequestHeader;
import io.glassmq.remoting.protocol.header.PullMessageResponseHeader;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DefaultMQPullConsumerTest {
  private static final String TOPIC = "Orders";
  private static final String GROUP = "tools";
  private static final MessageQueue QUEUE = new MessageQueue(TOPIC, "broker-a", 0);
  private static final MessageQueue OTHER = new MessageQueue(TOPIC, "broker-a", 1);

  private final FakeCluster cluster = new FakeCluster("broker-a").topic(TOPIC, 2);
  private final DefaultMQPullConsumer consumer = consumer();

  @AfterEach
  void stop() {
    consumer.shutdown();
  }

  private DefaultMQPullConsumer consumer() {
    var consumer = new DefaultMQPullConsumer(GROUP, cluster.parts());
    consumer.setNamesrvAddr("fake:9876");
    return consumer;
  }

  private void put(int messages) {
    for (int i = 0; i < messages; i++) {
      cluster.put(QUEUE, i % 2 == 0 ? "TagA" : "TagB", "m" + i, 0);
    }
  }

  private static List<String> bodies(PullResult result) {
    return result.getMsgFoundList().stream().map(m -> new String(m.getBody())).toList();
  }

  private List<PullMessageRequestHeader> pulls() throws Exception {
    var headers = new java.util.ArrayList<PullMessageRequestHeader>();
    for (RemotingCommand request : cluster.received(RequestCode.PULL_MESSAGE)) {
      headers.add(request.decodeHeader(PullMessageRequestHeader.class));
    }
    return headers;
  }

  /** The limit is far away: it only matters when something is broken. */
  private static void eventually(ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(assertion);
  }

  /** A callback as a future. */
  private static final class Answer extends CompletableFuture<PullResult> implements PullCallback {
    @Override
    public void onSuccess(PullResult pullResult) {
      complete(pullResult);
    }

    @Override
    public void onException(Throwable e) {
      completeExceptionally(e);
    }

    PullResult now() throws Exception {
      return get(30, TimeUnit.SECONDS);
    }
  }

  @Nested
  class Pull {
    @Test
    void shouldBringWhatIsAtTheOffset() throws Exception {
      put(5);
      consumer.start();

      PullResult result = consumer.pull(QUEUE, "*", 2, 2);

      assertThat(result.getPullStatus()).isEqualTo(PullStatus.FOUND);
      assertThat(bodies(result)).containsExactly("m2", "m3");
      assertThat(result.getNextBeginOffset()).isEqualTo(4);
      assertThat(result.getMinOffset()).isZero();
      assertThat(result.getMaxOffset()).isEqualTo(5);
    }

    @Test
    void shouldNotWaitAtTheEnd() throws Exception {
      put(5);
      consumer.start();

      PullResult result = consumer.pull(QUEUE, "*", 5, 2);

      assertThat(result.getPullStatus()).isEqualTo(PullStatus.NO_NEW_MSG);
      assertThat(result.getMsgFoundList()).isEmpty();
    }

    @Test
    void shouldTellOfAnOffsetOutsideTheQueue() throws Exception {
      put(5);
      consumer.start();

      PullResult result = consumer.pull(QUEUE, "*", 99, 2);

      assertThat(result.getPullStatus()).isEqualTo(PullStatus.OFFSET_ILLEGAL);
      assertThat(result.getNextBeginOffset()).isEqualTo(5);
    }

    @Test
    void shouldBringOnlyWhatIsWanted() throws Exception {
      put(4);
      consumer.start();

      assertThat(bodies(consumer.pull(QUEUE, MessageSelector.byTag("TagB"), 0, 9)))
          .containsExactly("m1", "m3");
    }

    @Test
    void shouldCarryItsExpressionAndNoOffset() throws Exception {
      consumer.start();

      consumer.pull(QUEUE, "TagA || TagB", 0, 7);

      PullMessageRequestHeader header = pulls().get(0);
      assertThat(header.sysFlag()).isEqualTo(4);
      assertThat(header.subscription()).isEqualTo("TagA || TagB");
      assertThat(header.subVersion()).isZero();
      assertThat(header.maxMsgNums()).isEqualTo(7);
      assertThat(header.maxMsgBytes()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void shouldAskTheAddressThatTheBrokerSuggested() throws Exception {
      cluster.script(
          RequestCode.PULL_MESSAGE,
          (address, request) ->
              RemotingCommand.createResponse(ResponseCode.PULL_NOT_FOUND, "none")
                  .header(new PullMessageResponseHeader(7, 0, 0, 0, null, null, null)));
      consumer.start();

      consumer.pull(QUEUE, "*", 0, 1);
      PullResult again = consumer.pull(QUEUE, "*", 0, 1);

      assertThat(again.getPullStatus()).as("the only address will do").isNotNull();
      assertThat(pulls()).hasSize(2);
    }

    @Test
    void shouldThrowWhatTheBrokerRefuses() throws Exception {
      cluster.script(
          RequestCode.PULL_MESSAGE,
          (address, request) -> RemotingCommand.createResponse(ResponseCode.NO_PERMISSION, "no"));
      consumer.start();

      assertThatThrownBy(() -> consumer.pull(QUEUE, "*", 0, 1))
          .isInstanceOf(MQBrokerException.class)
          .hasMessageContaining("CODE: 16");
    }

    @Test
    void shouldThrowWhenNoAnswerComes() throws Exception {
      consumer.start();
      consumer.fetchSubscribeMessageQueues(TOPIC);
      cluster.takeDown("broker-a");

      assertThatThrownBy(() -> consumer.pull(QUEUE, "*", 0, 1))
          .isInstanceOf(RemotingException.class);
    }

    @Test
    void shouldRefuseWhatCannotBeMeant() throws Exception {
      consumer.start();

      for (var pull :
          List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
              () -> consumer.pull(null, "*", 0, 1),
              () -> consumer.pull(QUEUE, "*", -1, 1),
              () -> consumer.pull(QUEUE, "*", 0, 0),
              () -> consumer.pull(QUEUE, "||", 0, 1),
              () -> consumer.pull(QUEUE, (MessageSelector) null, 0, 1),
              () -> consumer.pull(QUEUE, "*", 0, 1, (PullCallback) null))) {
        assertThatThrownBy(pull).isInstanceOf(MQClientException.class);
      }
      assertThat(pulls()).isEmpty();
    }

    @Test
    void shouldNeedARunningConsumer() {
      assertThatThrownBy(() -> consumer.pull(QUEUE, "*", 0, 1))
          .isInstanceOf(MQClientException.class)
          .hasMessageContaining("start()");
    }
  }

  @Nested
  class PullWithCallback {
    @Test
    void shouldBringTheResultToTheCallback() throws Exception {
      put(3);
      consumer.start();
      var answer = new Answer();

      consumer.pull(QUEUE, "*", 1, 9, answer);

      assertThat(bodies(answer.now())).containsExactly("m1", "m2");
    }

    @Test
    void shouldBringTheRefusalToTheCallback() throws Exception {
      cluster.script(
          RequestCode.PULL_MESSAGE,
          (address, request) -> RemotingCommand.createResponse(ResponseCode.NO_PERMISSION, "no"));
      consumer.start();
      var answer = new Answer();

      consumer.pull(QUEUE, MessageSelector.byTag("*"), 0, 9, answer, 1_000);

      assertThatThrownBy(answer::now)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(MQBrokerException.class);
    }

    @Test
    void shouldAllowASynchronousPullInsideACallback() throws Exception {
      put(3);
      consumer.start();
      int threads = Runtime.getRuntime().availableProcessors();
      List<CompletableFuture<PullResult>> inner =
          java.util.stream.Stream.generate(CompletableFuture<PullResult>::new)
              .limit(threads)
              .toList();
      for (CompletableFuture<PullResult> result : inner) {
        consumer.pull(
            QUEUE,
            "*",
            0,
            1,
            new PullCallback() {
              @Override
              public void onSuccess(PullResult outer) {
                try {
                  result.complete(consumer.pull(QUEUE, "*", 1, 1));
                } catch (Exception e) {
                  result.completeExceptionally(e);
                }
              }

              @Override
              public void onException(Throwable e) {
                result.completeExceptionally(e);
              }
            });
      }

      for (CompletableFuture<PullResult> result : inner) {
        assertThat(bodies(result.get(30, TimeUnit.SECONDS))).containsExactly("m1");
      }
    }
  }

  @Nested
  class PullBlockIfNotFound {
    @Test
    void shouldWaitAtTheEndUntilAMessageComes() throws Exception {
      consumer.start();
      var answer = new Answer();
      consumer.pullBlockIfNotFound(QUEUE, "*", 0, 9, answer);
      eventually(() -> assertThat(pulls()).hasSize(1));
      assertThat(answer).isNotDone();

      put(1);

      assertThat(bodies(answer.now())).containsExactly("m0");
      assertThat(pulls().get(0).sysFlag()).isEqualTo(6);
      assertThat(pulls().get(0).suspendTimeoutMillis()).isEqualTo(20_000);
    }

    @Test
    void shouldBringWhatIsThere() throws Exception {
      put(2);
      consumer.start();

      assertThat(bodies(consumer.pullBlockIfNotFound(QUEUE, "*", 0, 9))).hasSize(2);
    }
  }

  @Nested
  class Offsets {
    @Test
    void shouldBeRememberedHereUntilTheyAreReported() throws Exception {
      consumer.start();

      consumer.updateConsumeOffset(QUEUE, 17);

      assertThat(consumer.fetchConsumeOffset(QUEUE, false)).isEqualTo(17);
      assertThat(consumer.fetchConsumeOffset(QUEUE, true)).isEqualTo(-1);
    }

    @Test
    void shouldBeReportedForOurShare() throws Exception {
      consumer.setPersistConsumerOffsetInterval(20);
      consumer.setRegisterTopics(Set.of(TOPIC));
      consumer.start();
      eventually(() -> assertThat(consumer.fetchMessageQueuesInBalance(TOPIC)).hasSize(2));

      consumer.updateConsumeOffset(QUEUE, 17);

      eventually(() -> assertThat(cluster.offset(GROUP, QUEUE)).isEqualTo(17));
      assertThat(cluster.offset(GROUP, OTHER)).as("nobody said anything of it").isNull();
    }

    @Test
    void shouldBeReadWhereTheGroupLeftThem() throws Exception {
      cluster.setOffset(GROUP, QUEUE, 5);
      consumer.start();

      assertThat(consumer.fetchConsumeOffset(QUEUE, false)).isEqualTo(5);
    }

    @Test
    void shouldTellTheEndsOfAQueueAndTheOffsetOfATime() throws Exception {
      put(4);
      consumer.start();

      assertThat(consumer.minOffset(QUEUE)).isZero();
      assertThat(consumer.maxOffset(QUEUE)).isEqualTo(4);
      assertThat(consumer.searchOffset(QUEUE, 5)).isEqualTo(2);
    }
  }

  @Nested
  class Queues {
    @Test
    void shouldBeThoseOfTheNameServer() throws Exception {
      consumer.start();

      assertThat(consumer.fetchSubscribeMessageQueues(TOPIC))
          .containsExactlyInAnyOrder(QUEUE, OTHER);
      assertThatThrownBy(() -> consumer.fetchSubscribeMessageQueues("Nowhere"))
          .isInstanceOf(MQClientException.class);
    }

    @Test
    void shouldBeSharedOutOnceTheyWerePulledFrom() throws Exception {
      consumer.start();
      assertThat(consumer.fetchMessageQueuesInBalance(TOPIC)).isEmpty();

      consumer.pull(QUEUE, "*", 0, 1);

      eventually(
          () ->
              assertThat(consumer.fetchMessageQueuesInBalance(TOPIC))
                  .containsExactlyInAnyOrder(QUEUE, OTHER));
    }

    @Test
    void shouldBeAnnouncedOnlyIfRegistered() throws Exception {
      consumer.registerMessageQueueListener(TOPIC, null);
      consumer.start();
      cluster.topic("Looked", 1);
      consumer.pull(new MessageQueue("Looked", "broker-a", 0), "*", 0, 1);

      List<RemotingCommand> beats = cluster.received(RequestCode.HEART_BEAT);
      var last =
          RemotingSerializable.decode(beats.get(beats.size() - 1).body(), HeartbeatData.class);
      assertThat(last.consumerDataSet().iterator().next().subscriptionDataSet())
          .extracting(SubscriptionData::topic, SubscriptionData::subVersion)
          .containsExactly(org.assertj.core.api.Assertions.tuple(TOPIC, 0L));
    }

    @Test
    void shouldBeToldToTheListener() throws Exception {
      Set<MessageQueue> share = ConcurrentHashMap.newKeySet();
      consumer.registerMessageQueueListener(TOPIC, (topic, all, ours) -> share.addAll(ours));

      consumer.start();

      eventually(() -> assertThat(share).containsExactlyInAnyOrder(QUEUE, OTHER));
    }

    @Test
    void shouldNotBeSharedOutIfNotWanted() throws Exception {
      consumer.setEnableRebalance(false);
      consumer.setRegisterTopics(Set.of(TOPIC));
      consumer.start();

      await()
          .during(Duration.ofMillis(200))
          .until(() -> consumer.fetchMessageQueuesInBalance(TOPIC).isEmpty());
    }
  }

  @Nested
  class SendMessageBack {
    @Test
    void shouldNameTheGroupThatIsToGetIt() throws Exception {
      put(1);
      consumer.start();
      var message = consumer.pull(QUEUE, "*", 0, 1).getMsgFoundList().get(0);

      consumer.sendMessageBack(message, 3, "broker-a", "others");

      var request = cluster.received(RequestCode.CONSUMER_SEND_MSG_BACK).get(0);
      var header = request.decodeHeader(ConsumerSendMsgBackRequestHeader.class);
      assertThat(header.group()).isEqualTo("others");
      assertThat(header.delayLevel()).isEqualTo(3);
      assertThat(header.maxReconsumeTimes()).isEqualTo(16);
    }
  }

  @Nested
  class Scheduled {
    private final MQPullConsumerScheduleService service =
        new MQPullConsumerScheduleService(GROUP, cluster.parts());

    @AfterEach
    void stop() {
      service.shutdown();
    }

    @Test
    void shouldRunTheCallbackForEachQueueAgainAndAgain() throws Exception {
      var rounds = new ConcurrentHashMap<MessageQueue, AtomicInteger>();
      service.getDefaultMQPullConsumer().setNamesrvAddr("fake:9876");
      service.registerPullTaskCallback(
          TOPIC,
          (queue, context) -> {
            rounds.computeIfAbsent(queue, q -> new AtomicInteger()).incrementAndGet();
            context.setPullNextDelayTimeMillis(1);
          });

      service.start();

      eventually(() -> assertThat(rounds.keySet()).containsExactlyInAnyOrder(QUEUE, OTHER));
      eventually(() -> assertThat(rounds.get(QUEUE)).hasValueGreaterThan(5));
    }

    @Test
    void shouldGoOnAfterACallbackHasFailed() throws Exception {
      var rounds = new AtomicInteger();
      service.getDefaultMQPullConsumer().setNamesrvAddr("fake:9876");
      service.registerPullTaskCallback(
          TOPIC,
          (queue, context) -> {
            rounds.incrementAndGet();
            throw new IllegalStateException("on purpose");
          });

      service.start();

      eventually(() -> assertThat(rounds).hasValueGreaterThan(2));
    }

    @Test
    void shouldStopForAQueueThatIsOursNoMore() throws Exception {
      var rounds = new ConcurrentHashMap<MessageQueue, AtomicInteger>();
      service.getDefaultMQPullConsumer().setNamesrvAddr("fake:9876");
      service.registerPullTaskCallback(
          TOPIC,
          (queue, context) -> {
            rounds.computeIfAbsent(queue, q -> new AtomicInteger()).incrementAndGet();
            context.setPullNextDelayTimeMillis(1);
          });
      service.start();
      eventually(() -> assertThat(rounds.keySet()).hasSize(2));

      service.putTask(TOPIC, Set.of(OTHER));

      eventually(
          () -> {
            int before = rounds.get(QUEUE).get();
            int others = rounds.get(OTHER).get();
            await().until(() -> rounds.get(OTHER).get() > others + 5);
            assertThat(rounds.get(QUEUE)).hasValue(before);
          });
    }
  }

  @Nested
  class Start {
    @Test
    void shouldRefuseWithoutAGroup() {
      var nameless = new DefaultMQPullConsumer();

      assertThatThrownBy(nameless::start).isInstanceOf(MQClientException.class);
    }

    @Test
    void shouldRefuseATimeOutBelowTheBrokersSuspension() {
      consumer.setConsumerTimeoutMillisWhenSuspend(1);

      assertThatThrownBy(consumer::start).hasMessageContaining("consumerTimeoutMillisWhenSuspend");
    }
  }
}
