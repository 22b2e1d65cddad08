package io.glassmq.client.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.client.consumer.store.OffsetStore;
import io.glassmq.client.consumer.store.ReadOffsetType;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.fake.FakeCluster;
import io.glassmq.client.hook.FilterMessageContext;
import io.glassmq.client.hook.FilterMessageHook;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.sysflag.PullSysFlag;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.PullMessageRequestHeader;
import io.glassmq.remoting.protocol.heartbeat.ConsumerData;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which messages a push consumer fetches, and when; what it makes of them is tested elsewhere. */
class PushConsumerTest {
  private static final String TOPIC = "Orders";
  private static final String GROUP = "readers";
  private static final String FOLDER = "rocketmq.client.localOffsetStoreDir";

  @TempDir Path folder;

  private final FakeCluster cluster = new FakeCluster("broker-a").topic(TOPIC, 4);
  private final Queue<String> consumed = new ConcurrentLinkedQueue<>();
  private final List<DefaultMQPushConsumer> consumers = new ArrayList<>();

  @BeforeEach
  void setUp() {
    System.setProperty(FOLDER, folder.toString());
  }

  @AfterEach
  void stop() {
    consumers.forEach(DefaultMQPushConsumer::shutdown);
    System.clearProperty(FOLDER);
  }

  private DefaultMQPushConsumer consumer() throws Exception {
    var consumer = new DefaultMQPushConsumer(GROUP, cluster.parts());
    consumer.setNamesrvAddr("fake:9876");
    consumer.setClientIP("10.0.0.1");
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    consumer.setConsumeThreadMin(2);
    consumer.setConsumeThreadMax(2);
    consumer.subscribe(TOPIC, "*");
    MessageListenerConcurrently listener =
        (msgs, context) -> {
          msgs.forEach(message -> consumed.add(new String(message.getBody())));
          return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
        };
    consumer.registerMessageListener(listener);
    consumers.add(consumer);
    return consumer;
  }

  private static MessageQueue queue(int id) {
    return new MessageQueue(TOPIC, "broker-a", id);
  }

  private void put(int queueId, String body) {
    cluster.put(queue(queueId), "TagA", body, 0);
  }

  /** The limit is far away: it only matters when something is broken. */
  private static void eventually(ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(assertion);
  }

  private List<PullMessageRequestHeader> pulls() throws Exception {
    List<PullMessageRequestHeader> pulls = new ArrayList<>();
    for (RemotingCommand request : cluster.received(RequestCode.PULL_MESSAGE)) {
      pulls.add(request.decodeHeader(PullMessageRequestHeader.class));
    }
    return pulls;
  }

  /** What the last heartbeat said of the consumer. */
  private ConsumerData announced() throws Exception {
    List<RemotingCommand> heartbeats = cluster.received(RequestCode.HEART_BEAT);
    byte[] body = heartbeats.get(heartbeats.size() - 1).body();
    return RemotingSerializable.decode(body, HeartbeatData.class)
        .consumerDataSet()
        .iterator()
        .next();
  }

  @Nested
  class Broadcasting {
    private DefaultMQPushConsumer broadcasting() throws Exception {
      var consumer = consumer();
      consumer.setMessageModel(MessageModel.BROADCASTING);
      return consumer;
    }

    @Test
    void shouldBringEveryMessageToEveryMember() throws Exception {
      broadcasting().start();
      var other = broadcasting();
      other.setInstanceName("other");
      other.start();

      for (int i = 0; i < 4; i++) {
        put(i, "m" + i);
      }

      eventually(
          () ->
              assertThat(consumed)
                  .containsExactlyInAnyOrder("m0", "m0", "m1", "m1", "m2", "m2", "m3", "m3"));
    }

    @Test
    void shouldKeepItsNameAndItsOffsetsOnThisMachine() throws Exception {
      put(0, "m0");
      var consumer = broadcasting();
      consumer.start();
      eventually(() -> assertThat(consumed).hasSize(1));

      consumer.shutdown();

      assertThat(consumer.getInstanceName()).isEqualTo("DEFAULT");
      Path file = folder.resolve("10.0.0.1@DEFAULT").resolve(GROUP).resolve("offsets.json");
      assertThat(Files.readString(file)).contains("\"queueId\":0");
      assertThat(cluster.received(RequestCode.UPDATE_CONSUMER_OFFSET)).isEmpty();
      assertThat(pulls()).noneMatch(pull -> PullSysFlag.has(pull.sysFlag(), 1));
    }

    @Test
    void shouldGoOnWhereItWasBeforeARestart() throws Exception {
      put(0, "m0");
      var first = broadcasting();
      first.start();
      eventually(() -> assertThat(consumed).hasSize(1));
      first.shutdown();
      put(0, "m1");

      broadcasting().start();

      eventually(() -> assertThat(consumed).containsExactly("m0", "m1"));
    }

    @Test
    void shouldHaveNoRetryTopicButTellBrokersThatItBroadcasts() throws Exception {
      broadcasting().start();

      eventually(() -> assertThat(pulls()).hasSize(4));
      assertThat(announced().messageModel()).isEqualTo(MessageModel.BROADCASTING);
      assertThat(announced().subscriptionDataSet())
          .extracting(SubscriptionData::topic)
          .containsExactly(TOPIC);
    }
  }

  @Nested
  class Subscribing {
    @Test
    void shouldSubscribeToWhatIsSetBeforeTheStart() throws Exception {
      var consumer = consumer();
      consumer.setSubscription(Map.of("Invoices", "TagA || TagB"));

      consumer.start();

      assertThat(announced().subscriptionDataSet())
          .extracting(SubscriptionData::topic)
          .containsExactlyInAnyOrder(TOPIC, "Invoices", TopicNames.retryTopic(GROUP));
      assertThat(announced().subscriptionDataSet())
          .filteredOn(subscription -> subscription.topic().equals("Invoices"))
          .singleElement()
          .satisfies(
              subscription ->
                  assertThat(subscription.tagsSet()).containsExactlyInAnyOrder("TagA", "TagB"));
    }

    @Test
    void shouldKeepTheTextOfACondition() throws Exception {
      var consumer = consumer();
      consumer.subscribe(TOPIC, MessageSelector.bySql("a > 5"));

      consumer.start();

      eventually(
          () ->
              assertThat(pulls())
                  .anyMatch(
                      pull -> pull.topic().equals(TOPIC) && pull.expressionType().equals("SQL92")));
      assertThat(announced().subscriptionDataSet())
          .anyMatch(subscription -> subscription.subString().equals("a > 5"));
    }

    @Test
    void shouldRefuseAConditionWithoutText() throws Exception {
      var consumer = consumer();

      assertThatThrownBy(() -> consumer.subscribe(TOPIC, MessageSelector.bySql("")))
          .isInstanceOf(MQClientException.class)
          .hasMessageContaining(TOPIC);
      assertThatThrownBy(() -> consumer.subscribe(TOPIC, "||"))
          .isInstanceOf(MQClientException.class);
    }

    @Test
    void shouldTakeEverythingWithoutASelector() throws Exception {
      var consumer = consumer();
      consumer.subscribe(TOPIC, (MessageSelector) null);

      consumer.start();

      assertThat(announced().subscriptionDataSet())
          .filteredOn(subscription -> subscription.topic().equals(TOPIC))
          .singleElement()
          .matches(SubscriptionData::isSubAll);
    }

    @Test
    void shouldTellWithEachPullWhatIsWantedIfToldSo() throws Exception {
      var consumer = consumer();
      consumer.subscribe(TOPIC, "TagA || TagB");
      consumer.setPostSubscriptionWhenPull(true);
      consumer.setPullBatchSizeInBytes(1234);

      consumer.start();

      eventually(
          () ->
              assertThat(pulls())
                  .anyMatch(
                      pull ->
                          "TagA || TagB".equals(pull.subscription())
                              && PullSysFlag.has(pull.sysFlag(), PullSysFlag.SUBSCRIPTION)
                              && pull.maxMsgBytes() == 1234));
    }

    @Test
    void shouldFetchNothingMoreOfATopicThatIsNoLongerWanted() throws Exception {
      var consumer = consumer();
      consumer.start();
      put(0, "before");
      eventually(() -> assertThat(consumed).containsExactly("before"));

      consumer.unsubscribe(TOPIC);

      // progress is reported when the queues are given up
      eventually(() -> assertThat(cluster.offset(GROUP, queue(0))).isEqualTo(1));
      put(0, "after");
      await().during(Duration.ofMillis(200)).until(() -> !consumed.contains("after"));
    }
  }

  @Nested
  class Namespaces {
    @Test
    void shouldUseNamesOfTheNamespaceOnTheServersAndTheUsersNamesForTheListener() throws Exception {
      cluster.topic("ns%Orders", 1).topic("%RETRY%ns%readers", 1);
      var onServers = new MessageQueue("ns%Orders", "broker-a", 0);
      var topics = new ConcurrentLinkedQueue<String>();
      var consumer = consumer();
      consumer.unsubscribe(TOPIC);
      consumer.setNamespace("ns");
      consumer.subscribe(TOPIC, "*");
      var first = new AtomicBoolean(true);
      MessageListenerConcurrently listener =
          (msgs, context) -> {
            msgs.forEach(message -> topics.add(message.getTopic()));
            return first.getAndSet(false)
                ? ConsumeConcurrentlyStatus.RECONSUME_LATER
                : ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
          };
      consumer.registerMessageListener(listener);
      cluster.put(onServers, "TagA", "m0", 0);

      consumer.start();

      // the second time it comes from the retry topic
      eventually(() -> assertThat(topics).containsExactly(TOPIC, TOPIC));
      assertThat(announced().groupName()).isEqualTo("ns%readers");
      assertThat(announced().subscriptionDataSet())
          .extracting(SubscriptionData::topic)
          .containsExactlyInAnyOrder("ns%Orders", "%RETRY%ns%readers");
      assertThat(consumer.fetchSubscribeMessageQueues(TOPIC)).containsExactly(queue(0));
    }
  }

  @Nested
  class Sharing {
    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    @Test
    void shouldTellTheListenerAndTheBrokersThatTheShareHasChanged() throws Exception {
      var consumer = consumer();
      consumer.setMessageQueueListener(
          (topic, all, ours) -> told.add(topic + ": " + ours.size() + " of " + all.size()));
      long before = System.currentTimeMillis();
      consumer.start();

      eventually(() -> assertThat(told).contains("Orders: 4 of 4"));
      eventually(
          () ->
              assertThat(announced().subscriptionDataSet())
                  .filteredOn(subscription -> subscription.topic().equals(TOPIC))
                  .allMatch(subscription -> subscription.subVersion() > before));
      // brokers may not have heard of that yet, and would refuse a pull with a newer version
      assertThat(pulls().stream().map(PullMessageRequestHeader::subVersion).distinct())
          .hasSizeLessThanOrEqualTo(2)
          .allMatch(version -> version <= announcedVersion());
    }

    private long announcedVersion() {
      try {
        return announced().subscriptionDataSet().stream()
            .filter(subscription -> subscription.topic().equals(TOPIC))
            .mapToLong(SubscriptionData::subVersion)
            .max()
            .orElseThrow();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    @Test
    void shouldSurviveAListenerThatFails() throws Exception {
      var consumer = consumer();
      consumer.setMessageQueueListener(
          (topic, all, ours) -> {
            throw new IllegalStateException("cannot work now");
          });
      put(0, "m0");

      consumer.start();

      eventually(() -> assertThat(consumed).containsExactly("m0"));
    }

    @Test
    void shouldShareOutLimitsForAllQueues() throws Exception {
      var consumer = consumer();
      consumer.setPullThresholdForTopic(41);
      consumer.setPullThresholdSizeForTopic(3);

      consumer.start();

      eventually(() -> assertThat(consumer.getPullThresholdForQueue()).isEqualTo(10));
      assertThat(consumer.getPullThresholdSizeForQueue()).isEqualTo(1);
    }

    @Test
    void shouldNameTheQueuesOfATopic() throws Exception {
      var consumer = consumer();
      consumer.start();

      assertThat(consumer.fetchSubscribeMessageQueues(TOPIC)).hasSize(4);
      assertThatThrownBy(() -> consumer.fetchSubscribeMessageQueues("Nowhere"))
          .isInstanceOf(MQClientException.class)
          .hasMessageContaining("Nowhere");
    }
  }

  @Nested
  class Pausing {
    @Test
    void shouldFetchNothingBetweenSuspendAndResume() throws Exception {
      var consumer = consumer();
      consumer.start();
      eventually(() -> assertThat(pulls()).hasSize(4));
      consumer.suspend();
      put(0, "was asked for before");
      eventually(() -> assertThat(consumed).hasSize(1));

      put(0, "m1");
      await().during(Duration.ofMillis(300)).until(() -> consumed.size() == 1);
      consumer.resume();

      eventually(() -> assertThat(consumed).containsExactly("was asked for before", "m1"));
    }
  }

  @Nested
  class Filtering {
    @Test
    void shouldLetHooksDropMessages() throws Exception {
      var consumer = consumer();
      consumer.getDefaultMQPushConsumerImpl().registerFilterMessageHook(new DropBad());
      put(0, "bad");
      put(0, "good");
      put(0, "bad");

      consumer.start();

      eventually(() -> assertThat(pulls()).anyMatch(pull -> pull.queueOffset() == 3));
      eventually(() -> assertThat(consumed).containsExactly("good"));
    }

    private static final class DropBad implements FilterMessageHook {
      @Override
      public String hookName() {
        return "drop bad";
      }

      @Override
      public void filterMessage(FilterMessageContext context) {
        assertThat(context.getConsumerGroup()).isEqualTo(GROUP);
        context.getMsgList().removeIf(message -> new String(message.getBody()).equals("bad"));
      }
    }

    @Test
    void shouldGoOnWithAllWhenAHookFails() throws Exception {
      var consumer = consumer();
      consumer
          .getDefaultMQPushConsumerImpl()
          .registerFilterMessageHook(
              new FilterMessageHook() {
                @Override
                public String hookName() {
                  return "broken";
                }

                @Override
                public void filterMessage(FilterMessageContext context) {
                  throw new IllegalStateException("cannot work now");
                }
              });
      put(0, "m0");

      consumer.start();

      eventually(() -> assertThat(consumed).containsExactly("m0"));
    }
  }

  @Nested
  class Refusals {
    @Test
    void shouldJustAskAgainWhenTheBrokerIsBehindWithSubscriptions() throws Exception {
      var first = new AtomicBoolean(true);
      cluster.script(
          RequestCode.PULL_MESSAGE,
          (address, request) ->
              first.getAndSet(false)
                  ? RemotingCommand.createResponse(
                      ResponseCode.SUBSCRIPTION_NOT_LATEST, "not latest")
                  : null);
      for (int i = 0; i < 4; i++) {
        put(i, "m" + i);
      }

      consumer().start();

      eventually(() -> assertThat(consumed).containsExactlyInAnyOrder("m0", "m1", "m2", "m3"));
    }
  }

  @Nested
  class Settings {
    @Test
    void shouldUseAnOffsetStoreOfTheUser() throws Exception {
      var consumer = consumer();
      var store = new FakeOffsetStore(3);
      consumer.setOffsetStore(store);
      for (int i = 0; i < 5; i++) {
        put(0, "m" + i);
      }

      consumer.start();

      eventually(() -> assertThat(consumed).containsExactlyInAnyOrder("m3", "m4"));
      eventually(() -> assertThat(store.offsets).containsEntry(queue(0), 5L));
      assertThat(store.loaded).isTrue();
    }

    @Test
    void shouldRefuseWhatIsOutOfRange() throws Exception {
      assertRefused("pullThresholdForTopic", c -> c.setPullThresholdForTopic(0));
      assertRefused("pullThresholdForTopic", c -> c.setPullThresholdForTopic(6_553_501));
      assertRefused("pullThresholdSizeForTopic", c -> c.setPullThresholdSizeForTopic(102_401));
      assertRefused("pullBatchSizeInBytes", c -> c.setPullBatchSizeInBytes(0));
      assertRefused("messageModel", c -> c.setMessageModel(null));
      assertRefused("subscription", c -> c.setSubscription(null));
      assertRefused("DEFAULT_CONSUMER", c -> c.setConsumerGroup("DEFAULT_CONSUMER"));
    }

    private void assertRefused(String what, Consumer<DefaultMQPushConsumer> change)
        throws Exception {
      var consumer = consumer();
      change.accept(consumer);

      assertThatThrownBy(consumer::start)
          .isInstanceOf(MQClientException.class)
          .hasMessageContaining(what);
    }
  }

  /** Says of every queue that it was consumed up to the same offset. */
  private static final class FakeOffsetStore implements OffsetStore {
    private final Map<MessageQueue, Long> offsets = new ConcurrentHashMap<>();
    private final long stored;
    private volatile boolean loaded;

    FakeOffsetStore(long stored) {
      this.stored = stored;
    }

    @Override
    public void load() {
      loaded = true;
    }

    @Override
    public void updateOffset(MessageQueue mq, long offset, boolean increaseOnly) {
      offsets.put(mq, offset);
    }

    @Override
    public void updateAndFreezeOffset(MessageQueue mq, long offset) {
      offsets.put(mq, offset);
    }

    @Override
    public long readOffset(MessageQueue mq, ReadOffsetType type) {
      return mq.getQueueId() == 0 && mq.getTopic().equals(TOPIC) ? stored : 0;
    }

    @Override
    public void persistAll(Set<MessageQueue> mqs) {}

    @Override
    public void persist(MessageQueue mq) {}

    @Override
    public void removeOffset(MessageQueue mq) {}

    @Override
    public Map<MessageQueue, Long> cloneOffsetTable(String topic) {
      return Map.copyOf(offsets);
    }

    @Override
    public void updateConsumeOffsetToBroker(MessageQueue mq, long offset, boolean isOneway) {}
  }
}
