package io.glassmq.testkit;

import static org.awaitility.Awaitility.await;

import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages are held back while their broker is killed. */
class DelayedMessagesTest {
  private static final String TOPIC = "Later";
  private static final int PER_SECOND = 200;
  private static final int ENOUGH = 500;
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir private Path folder;

  private final Set<String> consumed = ConcurrentHashMap.newKeySet();
  private TestCluster cluster;
  private DefaultMQProducer producer;
  private DefaultMQPushConsumer consumer;

  @BeforeEach
  void start() throws Exception {
    cluster = new TestCluster(folder).set("messageDelayLevel", "1s 2s");
    cluster.set("flushConsumerOffsetInterval", "300"); // or no life lasts until the first writing
    cluster.startNamesrv("namesrv-1");
    cluster.startBrokerProcess("broker-a");
    cluster.createTopic(TOPIC, 4);
    producer = new DefaultMQProducer("senders");
    cluster.connect(producer);
    producer.setPollNameServerInterval(GlassMember.ROUTE_MILLIS);
    producer.start();
    consumer = new DefaultMQPushConsumer("readers");
    cluster.connect(consumer);
    consumer.setPollNameServerInterval(GlassMember.ROUTE_MILLIS);
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    consumer.subscribe(TOPIC, "*");
    consumer.registerMessageListener(
        (MessageListenerConcurrently)
            (messages, context) -> {
              messages.forEach(message -> consumed.add(new String(message.getBody())));
              return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
            });
    consumer.start();
  }

  @AfterEach
  void stop() {
    consumer.shutdown();
    producer.shutdown();
    cluster.close();
  }

  private void send(String id) throws Exception {
    var message = new Message(TOPIC, id.getBytes());
    message.setDelayTimeLevel(1 + (id.hashCode() & 1));
    producer.send(message);
  }

  @Test
  void shouldAllArriveThoughTheBrokerIsKilled() throws Exception {
    try (var load = SteadyLoad.start(PER_SECOND, this::send)) {
      await().atMost(LIMIT).until(() -> load.acknowledged().size() >= ENOUGH);
      cluster.killBroker("broker-a");
      int before = load.acknowledged().size();
      cluster.startBrokerProcess("broker-a");
      await().atMost(LIMIT).until(() -> load.acknowledged().size() > before);
      load.stop();

      await().atMost(LIMIT).until(() -> consumed.containsAll(load.acknowledged()));
    }
  }
}
