package io.glassmq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.consumer.MQPullConsumerScheduleService;
import io.glassmq.client.fake.FakeCluster;
import io.glassmq.common.message.MessageQueue;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MQPullConsumerScheduleServiceTest {
  private static final String TOPIC = "Orders";
  private static final MessageQueue QUEUE = new MessageQueue(TOPIC, "broker-a", 0);
  private static final MessageQueue OTHER = new MessageQueue(TOPIC, "broker-a", 1);

  private final FakeCluster cluster = new FakeCluster("broker-a").topic(TOPIC, 2);
  private final MQPullConsumerScheduleService service =
      new MQPullConsumerScheduleService("tools", cluster.parts());

  @AfterEach
  void stop() {
    service.shutdown();
  }

  @Test
  void shouldRunTheCallbackForEachQueueAgainAndAgain() throws Exception {
    var rounds = new ConcurrentHashMap<MessageQueue, AtomicInteger>();
    service.getDefaultMQPullConsumer().setNamesrvAddr("fake:9876");
    service.registerPullTaskCallback(
        TOPIC,
        (queue, context) -> {
          rounds.computeIfAbsent(queue, q -> new AtomicInteger()).incrementAndGet();
          context.setPullNextDelayTimeMillis(1);
        });

    service.start();

    eventually(() -> assertThat(rounds.keySet()).containsExactlyInAnyOrder(QUEUE, OTHER));
    eventually(() -> assertThat(rounds.get(QUEUE)).hasValueGreaterThan(5));
  }

  @Test
  void shouldGoOnAfterACallbackHasFailed() throws Exception {
    var rounds = new AtomicInteger();
    service.getDefaultMQPullConsumer().setNamesrvAddr("fake:9876");
    service.registerPullTaskCallback(
        TOPIC,
        (queue, context) -> {
          rounds.incrementAndGet();
          throw new IllegalStateException("on purpose");
        });

    service.start();

    eventually(() -> assertThat(rounds).hasValueGreaterThan(2));
  }

  @Test
  void shouldStopForAQueueThatIsOursNoMore() throws Exception {
    var rounds = new ConcurrentHashMap<MessageQueue, AtomicInteger>();
    service.getDefaultMQPullConsumer().setNamesrvAddr("fake:9876");
    service.registerPullTaskCallback(
        TOPIC,
        (queue, context) -> {
          rounds.computeIfAbsent(queue, q -> new AtomicInteger()).incrementAndGet();
          context.setPullNextDelayTimeMillis(1);
        });
    service.start();
    eventually(() -> assertThat(rounds.keySet()).hasSize(2));

    service.putTask(TOPIC, Set.of(OTHER));

    eventually(
        () -> {
          int before = rounds.get(QUEUE).get();
          int others = rounds.get(OTHER).get();
          await().until(() -> rounds.get(OTHER).get() > others + 5);
          assertThat(rounds.get(QUEUE)).hasValue(before);
        });
  }

  /** The limit is far away: it only matters when something is broken. */
  private static void eventually(ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(assertion);
  }
}
