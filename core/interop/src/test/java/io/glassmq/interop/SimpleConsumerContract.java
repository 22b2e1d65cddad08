package io.glassmq.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.admin.DefaultMQAdminExt;
import io.glassmq.client.consumer.SimpleConsumer;
import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.constant.PermName;
import io.glassmq.common.consumer.ReceiptHandle;
import io.glassmq.common.consumer.RetryKind;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.protocol.ResponseCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Messages that a simple consumer receives, acknowledges, hides for longer, or loses again. */
@Execution(ExecutionMode.CONCURRENT)
abstract class SimpleConsumerContract {
  private static final Duration LIMIT = Duration.ofSeconds(45);
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final int QUEUES = 4;

  private final String topic = Names.fresh("topic");
  private final String group = Names.fresh("group");
  private final List<SimpleConsumer> consumers = new ArrayList<>();
  private DefaultMQProducer producer;

  abstract Servers servers();

  @BeforeEach
  void createTopicAndProducer() throws Exception {
    var admin = new DefaultMQAdminExt();
    admin.setNamesrvAddr(servers().namesrvAddr());
    admin.setMqClientApiTimeout(30_000); // the machine may be busy
    admin.start();
    try {
      var config = TopicConfig.of(topic, QUEUES, QUEUES, PermName.READ_WRITE);
      admin.createAndUpdateTopicConfig(servers().brokerAddr(), config);
    } finally {
      admin.shutdown();
    }
    producer = new DefaultMQProducer(Names.fresh("producers"));
    producer.setNamesrvAddr(servers().namesrvAddr());
    producer.setSendMsgTimeout(30_000);
    producer.start();
  }

  @AfterEach
  void close() {
    consumers.forEach(SimpleConsumer::close);
    producer.shutdown();
  }

  private SimpleConsumer consumer(String expression) throws Exception {
    var consumer = new SimpleConsumer(group);
    consumer.setNamesrvAddr(servers().namesrvAddr());
    consumer.setMqClientApiTimeout(30_000);
    consumer.setAwaitDuration(SHORT);
    consumer.subscribe(topic, expression);
    consumer.start();
    consumers.add(consumer);
    return consumer;
  }

  private MessageQueue send(String tag, String body) throws Exception {
    var message = new Message(topic, tag, body.getBytes(UTF_8));
    return producer.send(message).getMessageQueue();
  }

  /** Receives until the first message comes. */
  private static MessageExt receiveOne(SimpleConsumer consumer, Duration invisible) {
    var found = new AtomicReference<MessageExt>();
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              consumer.receive(1, invisible).forEach(found::set);
              return found.get() != null;
            });
    return found.get();
  }

  private static String body(MessageExt message) {
    return new String(message.getBody(), UTF_8);
  }

  private static ReceiptHandle receipt(MessageExt message) {
    return ReceiptHandle.decode(message.getProperty(MessageConst.PROPERTY_POP_CK));
  }

  @Test
  void shouldShareOutEachMessageOnceAmongMembersThatOwnNothing() throws Exception {
    List<SimpleConsumer> members = List.of(consumer("*"), consumer("*"), consumer("*"));
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      sent.add("m" + i);
      send("a", "m" + i);
    }

    List<String> received = new ArrayList<>();
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              for (SimpleConsumer member : members) {
                for (MessageExt message : member.receive(4, LONG)) {
                  received.add(body(message));
                  member.ack(message);
                }
              }
              return received.size() >= sent.size();
            });

    assertThat(received).containsExactlyInAnyOrderElementsOf(sent);
    assertThat(members.get(0).receive(4, LONG)).isEmpty();
  }

  @Test
  void shouldBringAMessageBackThatWasNotAcknowledgedUntilItIs() throws Exception {
    SimpleConsumer consumer = consumer("*");
    send("a", "forgotten");

    MessageExt first = receiveOne(consumer, SHORT);
    MessageExt second = receiveOne(consumer, LONG);
    consumer.ack(second);

    assertThat(body(second)).isEqualTo("forgotten");
    assertThat(first.getReconsumeTimes()).isZero();
    assertThat(second.getReconsumeTimes()).isEqualTo(1);
    assertThat(second.getTopic()).isEqualTo(topic);
    assertThat(second.getMsgId()).isEqualTo(first.getMsgId());
    assertThat(receipt(first).retryKind()).isEqualTo(RetryKind.NORMAL);
    assertThat(receipt(second).retryKind()).isEqualTo(RetryKind.RETRY_V1);
    assertThat(second.getProperty(MessageConst.PROPERTY_FIRST_POP_TIME))
        .isEqualTo(Long.toString(receipt(first).popTime()));
    assertThatThrownBy(() -> consumer.ack(first))
        .isInstanceOf(MQClientException.class)
        .hasMessageContaining("was ours until");
  }

  @Test
  void shouldHaveAMessageBackSoonerWhenItsTimeIsChanged() throws Exception {
    SimpleConsumer consumer = consumer("*");
    MessageQueue queue = send("a", "postponed");

    MessageExt message = receiveOne(consumer, LONG);
    ReceiptHandle before = receipt(message);
    consumer.changeInvisibleDuration(message, SHORT);
    ReceiptHandle after = receipt(message);
    MessageExt again = receiveOne(consumer, LONG);
    consumer.ack(again);

    assertThat(after.invisibleTime()).isEqualTo(SHORT.toMillis());
    assertThat(after.popTime()).isGreaterThanOrEqualTo(before.popTime());
    assertThat(after.startOffset()).isEqualTo(message.getQueueOffset());
    assertThat(after.queueId()).isEqualTo(queue.getQueueId());
    assertThat(body(again)).isEqualTo("postponed");
    assertThat(again.getReconsumeTimes()).isEqualTo(1);
  }

  @Test
  void shouldReceiveWithTheTagsThatWereAskedForOnly() throws Exception {
    SimpleConsumer consumer = consumer("a || c");
    send("a", "one");
    send("b", "two");
    send("c", "three");

    List<String> received = new ArrayList<>();
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              consumer.receive(8, LONG).forEach(message -> received.add(body(message)));
              return received.size() >= 2;
            });

    assertThat(received).containsExactlyInAnyOrder("one", "three");
  }

  @Test
  void shouldTellWhatTheBrokerRefuses() throws Exception {
    SimpleConsumer consumer = consumer("*");
    send("a", "mine");
    MessageExt message = receiveOne(consumer, LONG);
    ReceiptHandle real = receipt(message);
    var wrong =
        new ReceiptHandle(
            real.startOffset(),
            real.popTime(),
            real.invisibleTime(),
            real.reviveQueueId(),
            real.retryKind(),
            real.brokerName(),
            real.queueId(),
            real.queueOffset() + 1_000);
    message.putProperty(MessageConst.PROPERTY_POP_CK, wrong.encode());

    assertThatThrownBy(() -> consumer.ack(message))
        .isInstanceOf(MQBrokerException.class)
        .extracting(e -> ((MQBrokerException) e).getResponseCode())
        .isEqualTo(ResponseCode.NO_MESSAGE.code());
    assertThatThrownBy(() -> consumer.changeInvisibleDuration(message, LONG))
        .isInstanceOf(MQBrokerException.class)
        .extracting(e -> ((MQBrokerException) e).getResponseCode())
        .isEqualTo(ResponseCode.NO_MESSAGE.code());
  }
}
