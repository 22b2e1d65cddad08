package io.glassmq.client.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.hook.FilterMessageContext;
import io.glassmq.client.hook.FilterMessageHook;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.sysflag.PullSysFlag;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.ConsumerRunningInfo;
import io.glassmq.remoting.protocol.header.GetConsumerRunningInfoRequestHeader;
import io.glassmq.remoting.protocol.header.PullMessageRequestHeader;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which messages a push consumer fetches, and when; what it makes of them is tested elsewhere. */
class PushConsumerTest extends PushConsumerFixture {
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

      eventually(() -> assertThat(queuesOf(consumer)).noneMatch(q -> q.getTopic().equals(TOPIC)));
      put(0, "after");
      await().during(Duration.ofMillis(200)).until(() -> !consumed.contains("after"));
    }
  }

  private Set<MessageQueue> queuesOf(DefaultMQPushConsumer consumer) throws Exception {
    var header = new GetConsumerRunningInfoRequestHeader(GROUP, consumer.buildMQClientId(), false);
    var question = RemotingCommand.createRequest(RequestCode.GET_CONSUMER_RUNNING_INFO, header);
    byte[] answer = cluster.askClient(question).get().body();
    return RemotingSerializable.decode(answer, ConsumerRunningInfo.class).mqTable().keySet();
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
      await().until(() -> System.currentTimeMillis() > before); // else both may be of one ms
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
      eventually(() -> assertThat(consumer.getPullThresholdSizeForQueue()).isEqualTo(1));
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
}
