package io.glassmq.testkit;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.listener.ConsumeOrderlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerOrderly;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Order within a queue, on our servers, while members come and go and listeners fail. */
class OrderEndToEndTest {
  private static final String TOPIC = "Steps";
  private static final int QUEUES = 4;
  private static final int MESSAGES = 150;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;

  /** What came out of each queue, in the order of the calls. */
  private final Map<Integer, Queue<Long>> done = new ConcurrentHashMap<>();

  private final Map<Integer, String> inHand = new ConcurrentHashMap<>();
  private final Queue<String> overlaps = new ConcurrentLinkedQueue<>();
  private final AtomicInteger calls = new AtomicInteger();

  private DefaultMQPushConsumer member(TestCluster cluster, String name) throws Exception {
    var consumer = new DefaultMQPushConsumer("workers");
    cluster.connect(consumer);
    consumer.setInstanceName(name);
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    consumer.setConsumeThreadMin(QUEUES);
    consumer.setSuspendCurrentQueueTimeMillis(10);
    consumer.setAwaitTerminationMillisWhenShutdown(5_000);
    consumer.subscribe(TOPIC, "*");
    consumer.registerMessageListener(
        (MessageListenerOrderly) (messages, context) -> work(name, messages.get(0)));
    consumer.start();
    return consumer;
  }

  /** Every tenth call fails. */
  private ConsumeOrderlyStatus work(String name, MessageExt message) {
    String other = inHand.put(message.getQueueId(), name);
    if (other != null) {
      overlaps.add(other + " and " + name + " have queue " + message.getQueueId());
    }
    try {
      if (calls.incrementAndGet() % 10 == 0) {
        throw new IllegalStateException("every tenth call fails");
      }
      done.computeIfAbsent(message.getQueueId(), id -> new ConcurrentLinkedQueue<>())
          .add(message.getQueueOffset());
      return ConsumeOrderlyStatus.SUCCESS;
    } finally {
      inHand.remove(message.getQueueId());
    }
  }

  private void send(DefaultMQProducer producer, int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      for (int id = 0; id < QUEUES; id++) {
        var queue = new MessageQueue(TOPIC, "broker-a", id);
        producer.send(new Message(TOPIC, Integer.toString(i).getBytes()), queue);
      }
    }
  }

  @Test
  void shouldKeepTheOrderOfEachQueueWhileMembersComeAndGoAndFail() throws Exception {
    try (var cluster = TestCluster.single(folder)) {
      cluster.createTopic(TOPIC, QUEUES);
      var producer = new DefaultMQProducer("senders");
      cluster.connect(producer);
      producer.start();
      var first = member(cluster, "first");
      send(producer, 0, MESSAGES / 3);
      var second = member(cluster, "second");
      send(producer, MESSAGES / 3, 2 * MESSAGES / 3);
      awaitEach(MESSAGES / 3);
      first.shutdown();
      send(producer, 2 * MESSAGES / 3, MESSAGES);

      awaitEach(MESSAGES);
      second.shutdown();
      producer.shutdown();
    }

    assertThat(overlaps).isEmpty();
    assertThat(done).hasSize(QUEUES);
    done.values().forEach(OrderEndToEndTest::assertOrder);
  }

  private void awaitEach(int messages) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(done.values())
                    .hasSize(QUEUES)
                    .allMatch(offsets -> new HashSet<>(offsets).size() >= messages));
  }

  /** A new owner may begin a little further back, but never jumps and never goes out of order. */
  private static void assertOrder(Queue<Long> offsets) {
    Set<Long> seen = new HashSet<>();
    List<Long> firstTime = offsets.stream().filter(seen::add).collect(toList());
    assertThat(firstTime).hasSize(MESSAGES).isSorted();
    assertThat(offsets.size()).as("repeated at a change of owner").isLessThan(MESSAGES + 10);
  }
}
