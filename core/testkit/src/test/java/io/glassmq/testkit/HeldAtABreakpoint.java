package io.glassmq.testkit;

import static org.awaitility.Awaitility.await;

import io.glassmq.broker.BrokerParts;
import io.glassmq.client.ClientParts;
import io.glassmq.client.admin.DefaultMQAdminExt;
import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import io.glassmq.client.consumer.listener.ConsumeOrderlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.client.consumer.listener.MessageListenerOrderly;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.namesrv.NamesrvParts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A program: name server, broker, producer and two consumers, one of them orderly, in one JVM that
 * a debugger holds for ten minutes while the listeners work on a message. Then other members join
 * the groups. Prints what became of it all.
 */
final class HeldAtABreakpoint {
  static final String BROKERS = "fewest brokers that the name server knew: ";
  static final String DELIVERIES = "deliveries: ";

  /** What is added to the body of a message that an orderly listener got. */
  static final String IN_ORDER = " in order";

  private static final String TOPIC = "Orders";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long HELD_MILLIS = Duration.ofMinutes(10).toMillis();

  /** Those who would notice that somebody is silent for too long. */
  private static final List<String> WATCHERS =
      List.of("ClientHousekeepingScheduledThread", "ScanNotActiveBroker");

  private final JumpingClock clock = new JumpingClock();
  private final CountDownLatch breakpoint = new CountDownLatch(1);
  private final Map<String, Integer> deliveries = new ConcurrentHashMap<>();
  private final TestCluster cluster;

  private HeldAtABreakpoint(Path folder) {
    cluster =
        new TestCluster(
            folder,
            BrokerParts.defaults().withClock(clock),
            NamesrvParts.defaults().withClock(clock));
  }

  public static void main(String[] args) throws Exception {
    new HeldAtABreakpoint(Path.of(args[0])).run();
    System.exit(0);
  }

  private void run() throws Exception {
    cluster.startNamesrv("namesrv-1");
    cluster.startBroker("broker-a");
    List<MessageQueue> queues = cluster.createTopic(TOPIC, 2);
    var producer = new DefaultMQProducer("senders", ClientParts.defaults(clock));
    cluster.connect(producer);
    producer.start();
    join("A");
    producer.send(new Message(TOPIC, "held".getBytes()), queues.get(0));
    awaitDelivered("held");

    clock.jump(HELD_MILLIS);
    System.out.println(BROKERS + fewestBrokers());

    join("B"); // A comes first in the order of the members, so it keeps the first queue
    producer.send(new Message(TOPIC, "to B".getBytes()), queues.get(1));
    awaitDelivered("to B");
    breakpoint.countDown();
    producer.send(new Message(TOPIC, "behind".getBytes()), queues.get(0));
    awaitDelivered("behind");
    System.out.println(DELIVERIES + new TreeMap<>(deliveries));
  }

  /** How many are known at any time until all have looked: one that was forgotten comes again. */
  private int fewestBrokers() throws Exception {
    var admin = new DefaultMQAdminExt(ClientParts.defaults(clock));
    cluster.connect(admin);
    admin.start();
    var fewest = new AtomicInteger(Integer.MAX_VALUE);
    try {
      await()
          .during(Duration.ofSeconds(1)) // who has looked at the clock acts upon it then
          .atMost(LIMIT)
          .until(
              () -> {
                boolean looked = WATCHERS.stream().allMatch(clock::seenBy);
                int known = admin.examineBrokerClusterInfo().brokerAddrTable().size();
                fewest.accumulateAndGet(known, Math::min);
                return looked;
              });
      return fewest.get();
    } finally {
      admin.shutdown();
    }
  }

  private void awaitDelivered(String body) {
    await(body)
        .atMost(LIMIT)
        .until(() -> deliveries.keySet().containsAll(Set.of(body, body + IN_ORDER)));
  }

  private void join(String member) throws MQClientException {
    DefaultMQPushConsumer concurrent = consumer("readers", member);
    concurrent.registerMessageListener(
        (MessageListenerConcurrently)
            (messages, context) -> {
              messages.forEach(message -> work(message, ""));
              return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
            });
    concurrent.start();
    DefaultMQPushConsumer orderly = consumer("orderly-readers", member);
    orderly.registerMessageListener(
        (MessageListenerOrderly)
            (messages, context) -> {
              messages.forEach(message -> work(message, IN_ORDER));
              return ConsumeOrderlyStatus.SUCCESS;
            });
    orderly.start();
  }

  private DefaultMQPushConsumer consumer(String group, String member) throws MQClientException {
    var consumer = new DefaultMQPushConsumer(group, ClientParts.defaults(clock));
    cluster.connect(consumer);
    consumer.setInstanceName(member);
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    consumer.subscribe(TOPIC, "*");
    return consumer;
  }

  private void work(MessageExt message, String how) {
    String body = new String(message.getBody());
    deliveries.merge(body + how, 1, Integer::sum);
    if (body.equals("held")) {
      try {
        breakpoint.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
