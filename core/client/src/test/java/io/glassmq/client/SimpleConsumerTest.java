package io.glassmq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.consumer.MessageSelector;
import io.glassmq.client.consumer.SimpleConsumer;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.fake.FakeCluster;
import io.glassmq.client.fake.ManualClock;
import io.glassmq.client.fake.StoredMessage;
import io.glassmq.common.consumer.ReceiptHandle;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageExt;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.AckMessageRequestHeader;
import io.glassmq.remoting.protocol.header.ChangeInvisibleTimeResponseHeader;
import io.glassmq.remoting.protocol.header.PopMessageRequestHeader;
import io.glassmq.remoting.protocol.header.PopMessageResponseHeader;
import io.glassmq.remoting.protocol.heartbeat.ConsumeType;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A simple consumer at two brokers in memory. */
class SimpleConsumerTest {
  private static final String TOPIC = "Orders";
  private static final String GROUP = "workers";
  private static final Duration INVISIBLE = Duration.ofSeconds(30);
  private static final long NOW = 1_800_000_000_000L;

  private final FakeCluster cluster = new FakeCluster("broker-a", "broker-b").topic(TOPIC, 2);
  private final ManualClock clock = new ManualClock();
  private final ConcurrentLinkedQueue<MessageExt> waiting = new ConcurrentLinkedQueue<>();
  private final SimpleConsumer consumer = new SimpleConsumer(GROUP, cluster.parts(clock));

  @BeforeEach
  void script() {
    consumer.setNamesrvAddr("fake:9876");
    cluster.script(RequestCode.POP_MESSAGE, (address, request) -> pop());
    cluster.script(RequestCode.ACK_MESSAGE, (address, request) -> RemotingCommand.success());
    cluster.script(
        RequestCode.CHANGE_MESSAGE_INVISIBLETIME,
        (address, request) ->
            RemotingCommand.success()
                .header(new ChangeInvisibleTimeResponseHeader(NOW + 1, 90_000, 5)));
  }

  @AfterEach
  void stop() {
    consumer.close();
  }

  /** All that wait, popped now; in the order in which they were put. */
  private RemotingCommand pop() {
    List<MessageExt> found = new ArrayList<>();
    for (MessageExt next = waiting.poll(); next != null; next = waiting.poll()) {
      found.add(next);
    }
    if (found.isEmpty()) {
      return RemotingCommand.createResponse(ResponseCode.POLLING_TIMEOUT, "NO_MESSAGE_IN_QUEUE");
    }
    var header =
        new PopMessageResponseHeader(
            clock.millis(), INVISIBLE.toMillis(), 3, 0, "0 1 0", null, null);
    return RemotingCommand.success().header(header).body(StoredMessage.encode(found));
  }

  private void put(long offset, String tag) {
    var message = new MessageExt();
    message.setTopic(TOPIC);
    message.setQueueId(1);
    message.setQueueOffset(offset);
    message.setTags(tag);
    message.setBody(new byte[] {1});
    waiting.add(message);
  }

  private MessageExt received() throws Exception {
    put(7, "a");
    return consumer.receive(1, INVISIBLE).get(0);
  }

  private void startSubscribed(String expression) throws Exception {
    consumer.subscribe(TOPIC, expression);
    consumer.start();
  }

  private static String receipt(MessageExt message) {
    return message.getProperty(MessageConst.PROPERTY_POP_CK);
  }

  @Nested
  class Start {
    @Test
    void shouldTellBrokersThatTheGroupPops() throws Exception {
      startSubscribed("a");
      consumer.receive(1, INVISIBLE);

      await().until(() -> !cluster.received(RequestCode.HEART_BEAT).isEmpty());
      RemotingCommand request = cluster.received(RequestCode.HEART_BEAT).get(0);
      var heartbeat = RemotingSerializable.decode(request.body(), HeartbeatData.class);
      var member = heartbeat.consumerDataSet().iterator().next();
      assertThat(member.groupName()).isEqualTo(GROUP);
      assertThat(member.consumeType()).isEqualTo(ConsumeType.CONSUME_POP);
      assertThat(member.subscriptionDataSet()).hasSize(1);
    }

    @Test
    void shouldRefuseToStartTwiceOrWithABadSetting() throws Exception {
      var bad = new SimpleConsumer("no group", cluster.parts());
      var impatient = new SimpleConsumer(GROUP, cluster.parts());
      impatient.setAwaitDuration(Duration.ofMillis(-1));
      consumer.start();

      assertThatThrownBy(consumer::start).hasMessageContaining("was started before");
      assertThatThrownBy(bad::start).hasMessageContaining("no group");
      assertThatThrownBy(impatient::start).hasMessageContaining("awaitDuration in ms = -1");
    }
  }

  @Nested
  class Receive {
    @Test
    void shouldAskOneBrokerAfterTheOtherForAllItsQueues() throws Exception {
      startSubscribed("a || b");

      for (int i = 0; i < 3; i++) {
        assertThat(consumer.receive(8, INVISIBLE)).isEmpty();
      }

      assertThat(cluster.received())
          .filteredOn(it -> it.code() == RequestCode.POP_MESSAGE)
          .extracting(FakeCluster.Received::address)
          .containsExactly(
              cluster.addressOf("broker-a"),
              cluster.addressOf("broker-b"),
              cluster.addressOf("broker-a"));
      assertThat(cluster.received(RequestCode.POP_MESSAGE))
          .extracting(request -> request.decodeHeader(PopMessageRequestHeader.class))
          .containsOnly(
              new PopMessageRequestHeader(
                  GROUP, TOPIC, -1, 8, 30_000, 15_000, NOW, 1, "TAG", "a || b", false, null));
    }

    @Test
    void shouldGiveTheMessagesWithTheirReceipts() throws Exception {
      startSubscribed("*");

      MessageExt message = received();

      assertThat(receipt(message)).isEqualTo("0 " + NOW + " 30000 3 0 broker-a 1 7");
      assertThat(message.getBrokerName()).isEqualTo("broker-a");
    }

    @Test
    void shouldAcknowledgeWhatOnlyHasTheHashOfAWantedTag() throws Exception {
      startSubscribed("AaAa");
      put(1, "BBBB"); // the same hash
      put(2, "AaAa");

      List<MessageExt> received = consumer.receive(8, INVISIBLE);

      assertThat(received).extracting(MessageExt::getQueueOffset).containsExactly(2L);
      assertThat(cluster.received(RequestCode.ACK_MESSAGE))
          .extracting(request -> request.decodeHeader(AckMessageRequestHeader.class).offset())
          .containsExactly(1L);
    }

    @Test
    void shouldSayWhatIsWrongWithTheCall() throws Exception {
      assertThatThrownBy(() -> consumer.receive(1, INVISIBLE)).hasMessageContaining("call start()");
      consumer.start();
      assertThatThrownBy(() -> consumer.receive(1, INVISIBLE))
          .hasMessageContaining("call subscribe()");
      consumer.subscribe(TOPIC, "*");
      assertThatThrownBy(() -> consumer.receive(33, INVISIBLE))
          .hasMessageContaining("maxMessageNum = 33: give a number from 1 to 32");
      assertThatThrownBy(() -> consumer.receive(1, Duration.ZERO))
          .hasMessageContaining("invisibleDuration in ms = 0");
    }

    @Test
    void shouldSayThatNoBrokerHasTheTopic() throws Exception {
      consumer.subscribe("Nowhere", "*");
      consumer.start();

      assertThatThrownBy(() -> consumer.receive(1, INVISIBLE))
          .isInstanceOf(MQClientException.class)
          .hasMessageContaining("[Nowhere]");
    }

    @Test
    void shouldFailWhenTooManyWaitAlready() throws Exception {
      startSubscribed("*");
      cluster.script(
          RequestCode.POP_MESSAGE,
          (a, request) -> RemotingCommand.createResponse(ResponseCode.POLLING_FULL, "full"));

      assertThatThrownBy(() -> consumer.receive(1, INVISIBLE))
          .isInstanceOf(MQClientException.class)
          .hasMessageContaining("CODE: 209");
      assertThatThrownBy(() -> consumer.receiveAsync(1, INVISIBLE).get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(MQClientException.class);
    }
  }

  @Nested
  class Ack {
    @Test
    void shouldShowTheReceiptToTheBrokerThatGaveIt() throws Exception {
      startSubscribed("*");
      MessageExt message = received();
      consumer.receive(1, INVISIBLE); // the other broker's turn

      consumer.ack(message);
      consumer.ackAsync(message).get(10, TimeUnit.SECONDS);

      assertThat(cluster.received())
          .filteredOn(it -> it.code() == RequestCode.ACK_MESSAGE)
          .hasSize(2)
          .extracting(FakeCluster.Received::address)
          .containsOnly(cluster.addressOf("broker-a"));
    }

    @Test
    void shouldRefuseAMessageWhoseTimeIsOver() throws Exception {
      startSubscribed("*");
      MessageExt message = received();

      clock.advance(INVISIBLE.plusMillis(5));

      assertThatThrownBy(() -> consumer.ack(message))
          .isInstanceOf(MQClientException.class)
          .hasMessageContaining("was ours until 5 ms ago");
      assertThat(cluster.received(RequestCode.ACK_MESSAGE)).isEmpty();
    }

    @Test
    void shouldRefuseAMessageThatWasNotReceived() throws Exception {
      startSubscribed("*");
      var foreign = new MessageExt();
      foreign.setTopic(TOPIC);

      assertThatThrownBy(() -> consumer.ack(foreign))
          .isInstanceOf(MQClientException.class)
          .hasMessageContaining("POP_CK is null");
      foreign.putProperty(MessageConst.PROPERTY_POP_CK, "1 2 3");
      assertThatThrownBy(() -> consumer.ack(foreign)).hasMessageContaining("POP_CK is 1 2 3");
    }
  }

  @Nested
  class ChangeInvisibleDuration {
    @Test
    void shouldGiveTheMessageItsNewReceipt() throws Exception {
      startSubscribed("*");
      MessageExt message = received();

      consumer.changeInvisibleDuration(message, Duration.ofSeconds(90));

      assertThat(receipt(message)).isEqualTo("7 " + (NOW + 1) + " 90000 5 0 broker-a 1 7");
      clock.advance(INVISIBLE);
      consumer.ack(message);
      assertThat(cluster.received(RequestCode.ACK_MESSAGE))
          .extracting(request -> request.decodeHeader(AckMessageRequestHeader.class).extraInfo())
          .containsExactly(receipt(message));
    }

    @Test
    void shouldRefuseNoTimeAtAll() throws Exception {
      startSubscribed("*");
      MessageExt message = received();

      assertThatThrownBy(() -> consumer.changeInvisibleDuration(message, Duration.ZERO))
          .hasMessageContaining("invisibleDuration in ms = 0");
    }
  }

  @Nested
  class Subscribe {
    @Test
    void shouldTellWhatIsSubscribedTo() throws Exception {
      consumer.subscribe(TOPIC, MessageSelector.bySql("a > 5"));
      consumer.subscribe("Bills", "*");
      consumer.unsubscribe("Bills");

      assertThat(consumer.getSubscriptionExpressions()).isEqualTo(Map.of(TOPIC, "a > 5"));
    }

    @Test
    void shouldWorkInANamespace() throws Exception {
      cluster.topic("ns%" + TOPIC, 1);
      consumer.setNamespace("ns");
      startSubscribed("*");

      MessageExt message = received();
      consumer.ack(message);

      assertThat(message.getTopic()).isEqualTo(TOPIC);
      var ack =
          cluster
              .received(RequestCode.ACK_MESSAGE)
              .get(0)
              .decodeHeader(AckMessageRequestHeader.class);
      assertThat(ack.topic()).isEqualTo("ns%" + TOPIC);
      assertThat(ack.consumerGroup()).isEqualTo("ns%" + GROUP);
      assertThat(ReceiptHandle.decode(ack.extraInfo()).queueOffset()).isEqualTo(7);
    }
  }
}
