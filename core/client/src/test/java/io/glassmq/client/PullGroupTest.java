package io.glassmq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.exception.MQClientException;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.header.ConsumerSendMsgBackRequestHeader;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a classic pull consumer has in common with the rest of its group. */
class PullGroupTest extends PullTestBase {
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
}
