package io.glassmq.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.admin.DefaultMQAdminExt;
import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.client.producer.SendCallback;
import io.glassmq.client.producer.SendResult;
import io.glassmq.client.producer.SendStatus;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The house's own client on the house's own servers, over real sockets and files. */
class ClientEndToEndTest {
  private static final String TOPIC = "Orders";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private TestCluster cluster;
  private DefaultMQProducer producer;
  private final List<DefaultMQPushConsumer> consumers = new ArrayList<>();
  private final Queue<MessageExt> consumed = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void start() throws Exception {
    cluster = TestCluster.single(folder);
    producer = new DefaultMQProducer("senders");
    cluster.connect(producer);
    producer.start();
  }

  @AfterEach
  void stop() {
    consumers.forEach(DefaultMQPushConsumer::shutdown);
    producer.shutdown();
    cluster.close();
  }

  private DefaultMQPushConsumer startConsumer(String tags) throws Exception {
    var consumer = new DefaultMQPushConsumer("readers");
    cluster.connect(consumer);
    // One that leaves has told the broker of all that it consumed.
    consumer.setAwaitTerminationMillisWhenShutdown(LIMIT.toMillis());
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    consumer.subscribe(TOPIC, tags);
    consumer.registerMessageListener(
        (MessageListenerConcurrently)
            (msgs, context) -> {
              consumed.addAll(msgs);
              return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
            });
    consumer.start();
    consumers.add(consumer);
    return consumer;
  }

  private static Message message(String tag, String body) {
    return new Message(TOPIC, tag, body.getBytes());
  }

  private List<String> bodies() {
    return consumed.stream().map(message -> new String(message.getBody())).sorted().toList();
  }

  private void awaitConsumed(int count) {
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() -> assertThat(consumed).hasSizeGreaterThanOrEqualTo(count));
  }

  @Test
  void shouldBringAMessageFromSenderToListener() throws Exception {
    SendResult sent = producer.send(message("TagA", "hello"));

    startConsumer("*");

    awaitConsumed(1);
    MessageExt got = consumed.peek();
    assertThat(new String(got.getBody())).isEqualTo("hello");
    assertThat(got.getMsgId()).isEqualTo(sent.getMsgId());
    assertThat(got.getOffsetMsgId()).isEqualTo(sent.getOffsetMsgId());
    assertThat(got.getQueueId()).isEqualTo(sent.getMessageQueue().getQueueId());
    assertThat(got.getQueueOffset()).isEqualTo(sent.getQueueOffset());
  }

  @Test
  void shouldBringWhatIsSentInEveryWay() throws Exception {
    var answered = new CompletableFuture<SendResult>();
    producer.send(message("TagA", "sync"));
    producer.send(
        message("TagA", "async"),
        new SendCallback() {
          @Override
          public void onSuccess(SendResult sendResult) {
            answered.complete(sendResult);
          }

          @Override
          public void onException(Throwable e) {
            answered.completeExceptionally(e);
          }
        });
    producer.sendOneway(message("TagA", "oneway"));
    producer.send(List.of(message("TagA", "batch-1"), message("TagA", "batch-2")));
    producer.send(message("TagA", "x".repeat(100_000)));

    startConsumer("*");

    assertThat(answered.get(LIMIT.toSeconds(), TimeUnit.SECONDS).getSendStatus())
        .isEqualTo(SendStatus.SEND_OK);
    awaitConsumed(6);
    assertThat(bodies())
        .containsExactly("async", "batch-1", "batch-2", "oneway", "sync", "x".repeat(100_000));
  }

  @Test
  void shouldBringOnlyTheTagsThatAreWanted() throws Exception {
    producer.send(message("TagA", "a"));
    producer.send(message("TagB", "b"));
    producer.send(message("TagC", "c"));

    startConsumer("TagA || TagC");

    awaitConsumed(2);
    assertThat(bodies()).containsExactly("a", "c");
  }

  @Test
  void shouldShareTheMessagesBetweenTwoMembersAndLoseNone() throws Exception {
    producer.send(message("TagA", "first"));
    startConsumer("*");
    awaitConsumed(1);
    startConsumer("*");

    for (int i = 0; i < 500; i++) {
      producer.send(message("TagA", "m" + i));
    }

    // A queue that changes hands may bring a message twice; none may be missing.
    await().atMost(LIMIT).untilAsserted(() -> assertThat(Set.copyOf(bodies())).hasSize(501));
  }

  @Test
  void shouldGoOnWhereTheGroupLeftOff() throws Exception {
    producer.send(message("TagA", "before"));
    startConsumer("*");
    awaitConsumed(1);
    consumers.remove(0).shutdown();

    producer.send(message("TagA", "between"));
    startConsumer("*");

    awaitConsumed(2);
    assertThat(bodies()).containsExactly("before", "between");
  }

  @Test
  void shouldGoOnWhenTheBrokerComesBack() throws Exception {
    producer.send(message("TagA", "before"));
    startConsumer("*");
    awaitConsumed(1);

    cluster.stopBroker("broker-a");
    cluster.startBroker("broker-a");
    producer.send(message("TagA", "after"));

    awaitConsumed(2);
    assertThat(bodies()).contains("before", "after");
  }

  @Test
  void shouldListAndMakeTopics() throws Exception {
    var admin = new DefaultMQAdminExt();
    cluster.connect(admin);
    admin.start();

    var brokers = admin.createAndUpdateTopicConfig(TopicConfig.of("Made", 3, 3, 6));

    assertThat(brokers).containsExactly("broker-a");
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> assertThat(admin.fetchAllTopicList().topicList()).contains("Made", "TBW102"));
    assertThat(admin.examineTopicRouteInfo("Made").queueDatas().get(0).readQueueNums())
        .isEqualTo(3);
    assertThat(admin.maxOffset(new MessageQueue("Made", "broker-a", 0))).isZero();
    admin.shutdown();
  }
}
