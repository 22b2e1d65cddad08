package io.glassmq.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import io.glassmq.client.consumer.listener.ConsumeOrderlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.client.consumer.listener.MessageListenerOrderly;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.common.topic.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that fail: our client on our servers, over real sockets and files. */
class RetryEndToEndTest {
  private static final String TOPIC = "Orders";
  private static final String GROUP = "readers";
  private static final Duration LIMIT = Duration.ofSeconds(40);

  @TempDir private Path folder;
  private TestCluster cluster;
  private DefaultMQProducer producer;
  private final List<DefaultMQPushConsumer> consumers = new ArrayList<>();
  private final Queue<MessageExt> seen = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void start() throws Exception {
    cluster = TestCluster.single(folder);
    cluster.createTopic(TOPIC, 2);
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

  private DefaultMQPushConsumer consumer(String group, String topic) throws Exception {
    var consumer = new DefaultMQPushConsumer(group);
    cluster.connect(consumer);
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    consumer.setPollNameServerInterval(500);
    consumer.setSuspendCurrentQueueTimeMillis(10);
    consumer.subscribe(topic, "*");
    consumers.add(consumer);
    return consumer;
  }

  private void send(String body) throws Exception {
    producer.send(
        new Message(TOPIC, "TagA", body.getBytes()), new MessageQueue(TOPIC, "broker-a", 0));
  }

  /** What arrives in a topic that somebody else reads. */
  private Queue<MessageExt> watch(String topic) throws Exception {
    Queue<MessageExt> arrived = new ConcurrentLinkedQueue<>();
    var watcher = consumer("watchers", topic);
    watcher.registerMessageListener(
        (MessageListenerConcurrently)
            (messages, context) -> {
              arrived.addAll(messages);
              return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
            });
    watcher.start();
    return arrived;
  }

  @Test
  void shouldBringAFailedMessageAgainAfterItsDelayInTheTopicThatItWasSentTo() throws Exception {
    var consumer = consumer(GROUP, TOPIC);
    consumer.registerMessageListener(
        (MessageListenerConcurrently)
            (messages, context) -> {
              seen.addAll(messages);
              context.setDelayLevelWhenNextConsume(1);
              return messages.get(0).getReconsumeTimes() < 2
                  ? ConsumeConcurrentlyStatus.RECONSUME_LATER
                  : ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
            });
    consumer.start();

    send("stubborn");

    await().atMost(LIMIT).untilAsserted(() -> assertThat(seen).hasSize(3));
    assertThat(seen).extracting(MessageExt::getReconsumeTimes).containsExactly(0, 1, 2);
    assertThat(seen).allMatch(message -> message.getTopic().equals(TOPIC));
    assertThat(seen).extracting(MessageExt::getMsgId).containsOnly(seen.peek().getMsgId());
    assertThat(seen).allMatch(message -> new String(message.getBody()).equals("stubborn"));
  }

  @Test
  void shouldMakeADeadLetterOfAMessageThatIsNotWantedAgain() throws Exception {
    var consumer = consumer(GROUP, TOPIC);
    consumer.registerMessageListener(
        (MessageListenerConcurrently)
            (messages, context) -> {
              seen.addAll(messages);
              context.setDelayLevelWhenNextConsume(-1);
              return ConsumeConcurrentlyStatus.RECONSUME_LATER;
            });
    consumer.start();
    Queue<MessageExt> dead = watch(TopicNames.deadLetterTopic(GROUP));

    send("hopeless");

    await().atMost(LIMIT).untilAsserted(() -> assertThat(dead).hasSize(1));
    assertThat(new String(dead.peek().getBody())).isEqualTo("hopeless");
    assertThat(dead.peek().getProperty("RETRY_TOPIC")).isEqualTo(TOPIC);
    assertThat(seen).hasSize(1);
  }

  @Test
  void shouldMakeADeadLetterOfAMessageThatStopsItsQueue() throws Exception {
    var consumer = consumer(GROUP, TOPIC);
    consumer.setMaxReconsumeTimes(2);
    consumer.registerMessageListener(
        (MessageListenerOrderly)
            (messages, context) -> {
              seen.addAll(messages);
              return messages.get(0).getQueueOffset() == 0
                  ? ConsumeOrderlyStatus.SUSPEND_CURRENT_QUEUE_A_MOMENT
                  : ConsumeOrderlyStatus.SUCCESS;
            });
    consumer.start();
    Queue<MessageExt> dead = watch(TopicNames.deadLetterTopic(GROUP));

    send("bad");
    send("good");

    await().atMost(LIMIT).untilAsserted(() -> assertThat(dead).hasSize(1));
    await().atMost(LIMIT).untilAsserted(() -> assertThat(seen).hasSize(4));
    assertThat(seen)
        .extracting(message -> new String(message.getBody()))
        .containsExactly("bad", "bad", "bad", "good");
    assertThat(new String(dead.peek().getBody())).isEqualTo("bad");
  }
}
