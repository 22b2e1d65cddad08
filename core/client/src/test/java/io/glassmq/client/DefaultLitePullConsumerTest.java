package io.glassmq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.consumer.DefaultLitePullConsumer;
import io.glassmq.client.consumer.MessageSelector;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.fake.FakeCluster;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.PullMessageRequestHeader;
import io.glassmq.remoting.protocol.heartbeat.ConsumeType;
import io.glassmq.remoting.protocol.heartbeat.ConsumerData;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultLitePullConsumerTest {
  private static final String TOPIC = "Orders";
  private static final String GROUP = "readers";
  private static final MessageQueue QUEUE = new MessageQueue(TOPIC, "broker-a", 0);
  private static final MessageQueue OTHER = new MessageQueue(TOPIC, "broker-a", 1);

  private final FakeCluster cluster = new FakeCluster("broker-a").topic(TOPIC, 2);
  private final AtomicLong aheadMillis = new AtomicLong();
  private final DefaultLitePullConsumer consumer = consumer();

  @AfterEach
  void stop() {
    consumer.shutdown();
  }

  private DefaultLitePullConsumer consumer() {
    var consumer =
        new DefaultLitePullConsumer(
            GROUP, cluster.parts(() -> System.currentTimeMillis() + aheadMillis.get()));
    consumer.setNamesrvAddr("fake:9876");
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    return consumer;
  }

  private void put(MessageQueue queue, int messages) {
    for (int i = 0; i < messages; i++) {
      cluster.put(queue, i % 2 == 0 ? "TagA" : "TagB", "m" + i, 0);
    }
  }

  private void startAssigned(MessageQueue... queues) throws Exception {
    consumer.assign(List.of(queues));
    consumer.start();
  }

  private List<String> poll(int messages) {
    List<String> bodies = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(30))
        .pollDelay(Duration.ZERO)
        .until(
            () -> {
              consumer.poll(100).forEach(message -> bodies.add(new String(message.getBody())));
              return bodies.size() >= messages;
            });
    return bodies;
  }

  private List<PullMessageRequestHeader> pulls() throws Exception {
    var headers = new ArrayList<PullMessageRequestHeader>();
    for (RemotingCommand request : cluster.received(RequestCode.LITE_PULL_MESSAGE)) {
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

  @Nested
  class Assign {
    @Test
    void shouldBringTheMessagesOfItsQueuesInOrder() throws Exception {
      put(QUEUE, 25);
      put(OTHER, 3);

      startAssigned(QUEUE);

      assertThat(poll(25)).containsExactlyElementsOf(bodies(0, 25));
      assertThat(consumer.poll(0)).isEmpty();
      assertThat(consumer.assignment()).containsExactly(QUEUE);
    }

    @Test
    void shouldAskAsALitePullConsumerDoes() throws Exception {
      startAssigned(QUEUE);

      eventually(() -> assertThat(pulls()).isNotEmpty());
      PullMessageRequestHeader header = pulls().get(0);
      assertThat(header.sysFlag()).isEqualTo(22);
      assertThat(header.suspendTimeoutMillis()).isEqualTo(20_000);
      assertThat(header.maxMsgNums()).isEqualTo(10);
      assertThat(header.maxMsgBytes()).isEqualTo(Integer.MAX_VALUE);
      assertThat(header.subscription()).isEqualTo("*");
      assertThat(header.subVersion()).isZero();
      assertThat(consumer.buildMQClientId()).endsWith("@STREAM");
    }

    @Test
    void shouldExchangeTheQueuesWhileRunning() throws Exception {
      put(QUEUE, 3);
      put(OTHER, 3);
      startAssigned(QUEUE);
      poll(3);

      consumer.assign(List.of(OTHER));
      put(QUEUE, 1);

      assertThat(poll(3)).hasSize(3);
      assertThat(consumer.assignment()).containsExactly(OTHER);
    }

    @Test
    void shouldLeaveTheQueuesAloneThatStay() throws Exception {
      put(QUEUE, 3);
      put(OTHER, 3);
      startAssigned(QUEUE);
      poll(3);

      consumer.assign(List.of(QUEUE, OTHER));

      assertThat(poll(3)).hasSize(3);
      assertThat(consumer.poll(0)).as("nothing twice").isEmpty();
    }

    @Test
    void shouldBringOnlyWhatTheExpressionOfTheTopicWants() throws Exception {
      put(QUEUE, 6);
      consumer.setSubExpressionForAssign(TOPIC, "TagB");

      startAssigned(QUEUE);

      assertThat(poll(3)).containsExactly("m1", "m3", "m5");
    }

    @Test
    void shouldTellBrokersNothingUnlessAskedTo() throws Exception {
      startAssigned(QUEUE);
      eventually(() -> assertThat(subscribed()).containsExactly(Set.of()));

      consumer.buildSubscriptionsForHeartbeat(Map.of(TOPIC, MessageSelector.byTag("TagA")));

      assertThat(consumerData().consumeType()).isEqualTo(ConsumeType.CONSUME_ACTIVELY);
      assertThat(consumerData().consumeFromWhere())
          .isEqualTo(ConsumeFromWhere.CONSUME_FROM_LAST_OFFSET);
    }

    private Set<Set<SubscriptionData>> subscribed() {
      Set<Set<SubscriptionData>> all = new HashSet<>();
      all.add(consumerData().subscriptionDataSet());
      return all;
    }

    @Test
    void shouldBeginWhereTheGroupLeftOff() throws Exception {
      put(QUEUE, 5);
      cluster.setOffset(GROUP, QUEUE, 3);

      startAssigned(QUEUE);

      assertThat(poll(2)).containsExactly("m3", "m4");
    }

    @Test
    void shouldTryAgainWhenABrokerDoesNotTellWhereToBegin() throws Exception {
      put(QUEUE, 1);
      var refusals = new AtomicLong(1);
      cluster.script(
          RequestCode.QUERY_CONSUMER_OFFSET,
          (address, request) ->
              refusals.getAndDecrement() > 0
                  ? RemotingCommand.createResponse(ResponseCode.SYSTEM_ERROR, "not now")
                  : null);

      startAssigned(QUEUE);

      assertThat(poll(1)).containsExactly("m0");
    }

    @Test
    void shouldRefuseNothing() {
      assertThatIllegalArgumentException().isThrownBy(() -> consumer.assign(null));
      assertThatIllegalArgumentException().isThrownBy(() -> consumer.assign(List.of()));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> consumer.setSubExpressionForAssign(TOPIC, " "));
    }

    @Test
    void shouldRefuseAnExpressionAfterStart() throws Exception {
      startAssigned(QUEUE);

      assertThatIllegalStateException()
          .isThrownBy(() -> consumer.setSubExpressionForAssign(TOPIC, "TagA"));
    }
  }

  private static List<String> bodies(int from, int to) {
    return java.util.stream.IntStream.range(from, to).mapToObj(i -> "m" + i).toList();
  }

  private ConsumerData consumerData() {
    var beats = cluster.received(RequestCode.HEART_BEAT);
    assertThat(beats).isNotEmpty();
    try {
      return RemotingSerializable.decode(beats.get(beats.size() - 1).body(), HeartbeatData.class)
          .consumerDataSet()
          .iterator()
          .next();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Nested
  class Subscribe {
    @Test
    void shouldReadAllQueuesWhenAlone() throws Exception {
      put(QUEUE, 4);
      put(OTHER, 4);
      consumer.subscribe(TOPIC, "TagA");

      consumer.start();

      assertThat(poll(4)).containsExactlyInAnyOrder("m0", "m2", "m0", "m2");
      assertThat(consumer.assignment()).containsExactlyInAnyOrder(QUEUE, OTHER);
      assertThat(consumerData().subscriptionDataSet())
          .extracting(SubscriptionData::topic, SubscriptionData::subString)
          .containsExactly(org.assertj.core.api.Assertions.tuple(TOPIC, "TagA"));
    }

    @Test
    void shouldShareTheQueuesWithTheOtherMembers() throws Exception {
      Map<String, Set<MessageQueue>> shares = new ConcurrentHashMap<>();
      consumer.subscribe(TOPIC, "*", (topic, all, ours) -> shares.put("first", ours));
      consumer.start();
      eventually(() -> assertThat(shares).containsEntry("first", Set.of(QUEUE, OTHER)));

      var second = consumer();
      second.subscribe(TOPIC, "*", (topic, all, ours) -> shares.put("second", ours));
      second.start();
      try {
        eventually(() -> assertThat(shares.get("first")).hasSize(1));
        eventually(() -> assertThat(shares.getOrDefault("second", Set.of())).hasSize(1));
        assertThat(shares.get("first")).doesNotContainAnyElementsOf(shares.get("second"));
        eventually(() -> assertThat(consumer.assignment()).isEqualTo(shares.get("first")));
      } finally {
        second.shutdown();
      }
    }

    @Test
    void shouldLetTheListenerSeek() throws Exception {
      put(QUEUE, 5);
      List<Throwable> failures = new CopyOnWriteArrayList<>();
      consumer.subscribe(
          TOPIC,
          "*",
          (topic, all, ours) -> {
            try {
              consumer.seek(QUEUE, 4);
            } catch (MQClientException | RuntimeException e) {
              failures.add(e);
            }
          });

      consumer.start();

      eventually(() -> assertThat(poll(1)).endsWith("m4"));
      assertThat(failures).isEmpty();
    }

    @Test
    void shouldTakeUpATopicWhileRunning() throws Exception {
      cluster.topic("Later", 1);
      cluster.put(new MessageQueue("Later", "broker-a", 0), "TagA", "late", 0);
      consumer.subscribe(TOPIC);
      consumer.start();

      consumer.subscribe("Later", MessageSelector.byTag("TagA"));

      assertThat(poll(1)).containsExactly("late");
    }

    @Test
    void shouldGiveUpATopicWhileRunning() throws Exception {
      consumer.subscribe(TOPIC);
      consumer.start();
      eventually(() -> assertThat(consumer.assignment()).hasSize(2));

      consumer.unsubscribe(TOPIC);

      eventually(() -> assertThat(consumer.assignment()).isEmpty());
    }
  }

  @Nested
  class Broadcasting {
    private static final String FOLDER = "rocketmq.client.localOffsetStoreDir";

    @AfterEach
    void forget() {
      System.clearProperty(FOLDER);
    }

    @Test
    void shouldLetEachMemberReadEverything(@TempDir Path folder) throws Exception {
      System.setProperty(FOLDER, folder.toString());
      put(QUEUE, 3);
      var second = consumer();
      for (DefaultLitePullConsumer member : List.of(consumer, second)) {
        member.setMessageModel(MessageModel.BROADCASTING);
        member.subscribe(TOPIC);
        member.start();
      }
      try {
        assertThat(poll(3)).hasSize(3);
        eventually(() -> assertThat(second.assignment()).hasSize(2));
        assertThat(second.poll(30_000)).hasSize(3);
        consumer.commit(Set.of(QUEUE), true);
        assertThat(cluster.offset(GROUP, QUEUE)).as("kept here, not there").isNull();
        assertThat(folder.resolve(consumer.buildMQClientId())).isDirectory();
      } finally {
        second.shutdown();
      }
    }
  }

  @Nested
  class Modes {
    @Test
    void shouldNotBeMixed() throws Exception {
      consumer.subscribe(TOPIC);

      assertThatIllegalStateException().isThrownBy(() -> consumer.assign(List.of(QUEUE)));
      assertThatIllegalStateException()
          .isThrownBy(() -> consumer.setSubExpressionForAssign(TOPIC, "TagA"));
    }

    @Test
    void shouldNotBeMixedTheOtherWayRound() {
      consumer.assign(List.of(QUEUE));

      assertThatThrownBy(() -> consumer.subscribe(TOPIC))
          .isInstanceOf(MQClientException.class)
          .hasCauseInstanceOf(IllegalStateException.class);
    }
  }

  @Nested
  class Poll {
    @Test
    void shouldReturnOneFetchedListAtATime() throws Exception {
      put(QUEUE, 25);
      consumer.setPullBatchSize(7);
      startAssigned(QUEUE);

      assertThat(consumer.poll()).hasSize(7);
      assertThat(consumer.poll()).hasSize(7);
    }

    @Test
    void shouldReturnNothingAfterItsTimeOut() throws Exception {
      startAssigned(QUEUE);

      assertThat(consumer.poll(1)).isEmpty();
    }

    @Test
    void shouldReturnNothingToAnInterruptedThread() throws Exception {
      startAssigned(QUEUE);

      Thread.currentThread().interrupt();
      List<MessageExt> polled = consumer.poll(30_000);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(polled).isEmpty();
    }

    @Test
    void shouldRefuseToWaitANegativeTime() throws Exception {
      startAssigned(QUEUE);

      assertThatIllegalArgumentException().isThrownBy(() -> consumer.poll(-1));
    }

    @Test
    void shouldNeedARunningConsumer() {
      assertThatIllegalStateException().isThrownBy(consumer::poll);
    }
  }

  @Nested
  class FlowControl {
    @Test
    void shouldFetchNoMoreThanTheQueueMayHold() throws Exception {
      consumer.setPullThresholdForQueue(15);
      put(QUEUE, 100);
      startAssigned(QUEUE);
      eventually(() -> assertThat(pulls()).hasSize(2));

      poll(20);

      eventually(() -> assertThat(pulls()).hasSize(4));
    }

    @Test
    void shouldFetchNoMoreThanAllQueuesMayHold() throws Exception {
      consumer.setPullThresholdForAll(25);
      put(QUEUE, 100);
      startAssigned(QUEUE);

      eventually(() -> assertThat(pulls()).hasSize(3));
      await().during(Duration.ofMillis(200)).until(() -> pulls().size() == 3);
    }

    @Test
    void shouldMindTheSpan() throws Exception {
      consumer.setConsumeMaxSpan(5);
      put(QUEUE, 100);
      startAssigned(QUEUE);

      eventually(() -> assertThat(pulls()).hasSize(1));
      await().during(Duration.ofMillis(200)).until(() -> pulls().size() == 1);
    }
  }

  @Nested
  class Commit {
    @Test
    void shouldCommitThePositionThatPollHasReached() throws Exception {
      put(QUEUE, 25);
      startAssigned(QUEUE);
      assertThat(consumer.committed(QUEUE)).isEqualTo(-1);

      poll(10);
      consumer.commit();

      assertThat(consumer.committed(QUEUE)).isEqualTo(10);
      assertThat(cluster.offset(GROUP, QUEUE)).as("not told yet").isNull();
    }

    @Test
    void shouldTellTheBrokerIfAskedTo() throws Exception {
      put(QUEUE, 25);
      startAssigned(QUEUE);
      poll(10);

      consumer.commit(Set.of(QUEUE, OTHER), true);

      eventually(() -> assertThat(cluster.offset(GROUP, QUEUE)).isEqualTo(10));
      assertThat(cluster.offset(GROUP, OTHER)).isNull();
    }

    @Test
    void shouldCommitWhatTheUserSays() throws Exception {
      startAssigned(QUEUE);

      consumer.commit(Map.of(QUEUE, 17L, OTHER, 3L), true);

      eventually(() -> assertThat(cluster.offset(GROUP, QUEUE)).isEqualTo(17));
      assertThat(cluster.offset(GROUP, OTHER)).as("is not ours").isNull();
    }

    @Test
    void shouldTellTheBrokersAtShutdown() throws Exception {
      put(QUEUE, 25);
      startAssigned(QUEUE);
      poll(10);
      consumer.commit();

      consumer.shutdown();

      assertThat(cluster.offset(GROUP, QUEUE)).isEqualTo(10);
    }

    @Test
    void shouldComeByItselfWithTheNextPollAfterTheInterval() throws Exception {
      put(QUEUE, 25);
      startAssigned(QUEUE);
      assertThat(poll(10)).hasSize(10);

      aheadMillis.addAndGet(consumer.getAutoCommitIntervalMillis());
      assertThat(poll(10)).hasSize(10);

      assertThat(consumer.committed(QUEUE)).as("what was polled before").isEqualTo(10);
    }

    @Test
    void shouldNotComeByItselfIfNotWanted() throws Exception {
      put(QUEUE, 25);
      consumer.setAutoCommit(false);
      startAssigned(QUEUE);
      assertThat(poll(10)).hasSize(10);

      aheadMillis.addAndGet(consumer.getAutoCommitIntervalMillis());
      assertThat(poll(10)).hasSize(10);

      assertThat(consumer.committed(QUEUE)).isEqualTo(-1);
    }
  }

  @Nested
  class Seek {
    @Test
    void shouldGoOnAtTheOffsetAndForgetWhatWasFetched() throws Exception {
      put(QUEUE, 40);
      startAssigned(QUEUE);
      eventually(() -> assertThat(pulls().size()).isGreaterThan(4));

      consumer.seek(QUEUE, 35);

      assertThat(poll(5)).containsExactlyElementsOf(bodies(35, 40));
    }

    @Test
    void shouldGoToBothEnds() throws Exception {
      put(QUEUE, 3);
      startAssigned(QUEUE);
      poll(3);

      consumer.seekToBegin(QUEUE);
      List<String> fromBegin = poll(3);
      consumer.seekToEnd(QUEUE);
      cluster.put(QUEUE, "TagA", "new", 0);

      assertThat(fromBegin).containsExactlyElementsOf(bodies(0, 3));
      assertThat(poll(1)).containsExactly("new");
    }

    @Test
    void shouldMoveThePositionThatIsCommitted() throws Exception {
      put(QUEUE, 20);
      startAssigned(QUEUE);
      poll(10);

      consumer.seek(QUEUE, 5);
      consumer.commit();

      assertThat(consumer.committed(QUEUE)).isEqualTo(5);
    }

    @Test
    void shouldRefuseAnOffsetOutsideTheQueue() throws Exception {
      put(QUEUE, 3);
      startAssigned(QUEUE);

      assertThatThrownBy(() -> consumer.seek(QUEUE, -1)).isInstanceOf(MQClientException.class);
      assertThatThrownBy(() -> consumer.seek(QUEUE, 4))
          .isInstanceOf(MQClientException.class)
          .hasMessageContaining("from 0 to 3");
    }

    @Test
    void shouldRefuseAQueueThatIsNotOurs() throws Exception {
      startAssigned(QUEUE);

      assertThatThrownBy(() -> consumer.seek(OTHER, 0)).isInstanceOf(MQClientException.class);
    }
  }

  @Nested
  class Pause {
    @Test
    void shouldFetchNoMoreUntilResumed() throws Exception {
      startAssigned(QUEUE);
      eventually(() -> assertThat(pulls()).hasSize(1));
      consumer.pause(List.of(QUEUE, OTHER));
      put(QUEUE, 1);
      assertThat(poll(1)).as("was asked for before").containsExactly("m0");
      put(QUEUE, 3);
      assertThat(consumer.poll(100)).isEmpty();

      consumer.resume(List.of(QUEUE, OTHER));

      assertThat(poll(3)).containsExactlyElementsOf(bodies(0, 3));
    }

    @Test
    void shouldOutlastASeek() throws Exception {
      put(QUEUE, 5);
      startAssigned(QUEUE);
      poll(5);
      consumer.pause(List.of(QUEUE));

      consumer.seek(QUEUE, 3);
      List<MessageExt> whilePaused = consumer.poll(100);
      consumer.resume(List.of(QUEUE));

      assertThat(whilePaused).isEmpty();
      assertThat(poll(2)).containsExactly("m3", "m4");
    }
  }

  @Nested
  class Questions {
    @Test
    void shouldTellTheQueuesOfATopic() throws Exception {
      startAssigned(QUEUE);

      assertThat(consumer.fetchMessageQueues(TOPIC)).containsExactlyInAnyOrder(QUEUE, OTHER);
      assertThatThrownBy(() -> consumer.fetchMessageQueues("Nowhere"))
          .isInstanceOf(MQClientException.class)
          .hasMessageContaining("Nowhere");
    }

    @Test
    void shouldTellTheOffsetOfATime() throws Exception {
      put(QUEUE, 4);
      startAssigned(QUEUE);

      assertThat(consumer.offsetForTimestamp(QUEUE, 5L)).isEqualTo(2);
    }

    @Test
    void shouldNeedARunningConsumer() {
      assertThatIllegalStateException().isThrownBy(() -> consumer.fetchMessageQueues(TOPIC));
      assertThatIllegalStateException().isThrownBy(() -> consumer.committed(QUEUE));
      assertThatThrownBy(() -> consumer.seek(QUEUE, 0)).isInstanceOf(MQClientException.class);
    }
  }

  @Nested
  class Start {
    @Test
    void shouldRefuseATimeOutBelowTheBrokersSuspension() {
      consumer.setConsumerTimeoutMillisWhenSuspend(19_999);

      assertThatThrownBy(consumer::start).hasMessageContaining("consumerTimeoutMillisWhenSuspend");
    }

    @Test
    void shouldWorkOnce() throws Exception {
      consumer.start();

      assertThatThrownBy(consumer::start).isInstanceOf(MQClientException.class);
      assertThat(consumer.isRunning()).isTrue();
    }
  }

  @Nested
  class Settings {
    @Test
    void shouldIgnoreAnIntervalThatIsTooShort() {
      consumer.setAutoCommitIntervalMillis(999);

      assertThat(consumer.getAutoCommitIntervalMillis()).isEqualTo(5_000);
    }
  }
}
