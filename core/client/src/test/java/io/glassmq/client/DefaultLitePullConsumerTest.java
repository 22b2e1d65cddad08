package io.glassmq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.client.consumer.DefaultLitePullConsumer;
import io.glassmq.client.consumer.MessageSelector;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.PullMessageRequestHeader;
import io.glassmq.remoting.protocol.heartbeat.ConsumeType;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultLitePullConsumerTest extends LitePullTestBase {
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
  class InANamespace {
    @Test
    void shouldReadTheTopicOfTheNamespaceUnderItsShortName() throws Exception {
      cluster.topic("MQ_INST_1%Orders", 1);
      cluster.put(new MessageQueue("MQ_INST_1%Orders", "broker-a", 0), "TagA", "inside", 0);
      put(QUEUE, 1);
      consumer.setNamespace("MQ_INST_1");
      consumer.subscribe(TOPIC);

      consumer.start();

      List<MessageExt> polled = consumer.poll(30_000);
      assertThat(polled).extracting(MessageExt::getTopic).containsExactly(TOPIC);
      assertThat(polled.get(0).getBody()).asString().isEqualTo("inside");
      assertThat(consumerData().groupName()).isEqualTo("MQ_INST_1%" + GROUP);
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
