package io.glassmq.walks;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.consumer.DefaultMQPullConsumer;
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
import io.glassmq.common.topic.TopicNames;
import io.glassmq.testkit.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * A program that shows, one after the other, what the walks are about: a name server, brokers,
 * producers and consumers in one JVM, a small scene for each question. What a scene needs is set up
 * before it begins. Regular work is put off, so that it does not walk through the scenes.
 */
final class WalkScenes {
  static final String BEGIN = "begin";
  static final String END = "end";

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int NEVER_MILLIS = (int) MINUTES.toMillis(60);

  private final TestCluster cluster;
  private final Map<String, Integer> delivered = new ConcurrentHashMap<>();
  private final Map<String, Set<MessageQueue>> shares = new ConcurrentHashMap<>();
  private volatile CountDownLatch over = new CountDownLatch(1);
  private DefaultMQProducer producer;

  private WalkScenes(Path folder) {
    cluster =
        new TestCluster(folder)
            .set("cleanResourceInterval", "3600000")
            .set("defaultMessageRequestMode", "POP"); // for those who let the broker share out
  }

  /**
   * @param args a folder, and the full names of the classes in which a debugger will stop
   */
  public static void main(String[] args) throws Exception {
    for (int i = 1; i < args.length; i++) {
      Class.forName(args[i]);
    }
    Path folder = Path.of(args[0]);
    new WalkScenes(folder).run();
    PopScenes.runInMemory(folder.resolve("merging"));
    System.exit(0);
  }

  /** Where a debugger waits for a scene. */
  static void begin(String question) {
    System.out.println("begins: " + question);
  }

  static void end() {
    System.out.println("ends");
  }

  private void run() throws Exception {
    cluster.startNamesrv("namesrv-1");
    cluster.startBroker("broker-a");
    producer = start(new DefaultMQProducer("senders"));
    var failing = start(new DefaultMQProducer("failing-senders"));
    var careful = new DefaultMQProducer("careful-senders");
    careful.setSendLatencyFaultEnable(true);
    careful.setStartDetectorEnable(true);
    start(careful);
    orderAcrossRebalance();
    sending();
    pulling();
    rebalancing();
    sameMessageTwice();
    slowMessage();
    flowControl();
    failedMessage();
    new PopScenes(cluster, producer).run();
    cluster.startBroker("broker-b");
    failure(failing);
    brokerDown(careful);
    nameServerDown();
  }

  private DefaultMQProducer start(DefaultMQProducer sender) throws MQClientException {
    sender.setNamesrvAddr(cluster.namesrvAddr());
    sender.setPollNameServerInterval(NEVER_MILLIS);
    sender.start();
    return sender;
  }

  private void send(String topic, String body) throws Exception {
    producer.send(new Message(topic, "TagA", body.getBytes()));
  }

  private DefaultMQPushConsumer consumer(String topic, String name) throws MQClientException {
    var consumer = new DefaultMQPushConsumer(groupOf(topic));
    consumer.setNamesrvAddr(cluster.namesrvAddr());
    consumer.setInstanceName(name);
    consumer.setPollNameServerInterval(NEVER_MILLIS);
    consumer.setPersistConsumerOffsetInterval(NEVER_MILLIS);
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    consumer.subscribe(topic, "*");
    consumer.setMessageQueueListener((changed, all, ours) -> shares.put(name + changed, ours));
    return consumer;
  }

  private DefaultMQPushConsumer start(
      DefaultMQPushConsumer consumer, MessageListenerConcurrently listener) throws Exception {
    consumer.registerMessageListener(listener);
    consumer.start();
    return consumer;
  }

  /** Its group's retry topic too: else the group would find that one later, in the middle of it. */
  private List<MessageQueue> createTopic(String topic, int queues) throws Exception {
    cluster.createTopic(TopicNames.retryTopic(groupOf(topic)), 1);
    return cluster.createTopic(topic, queues);
  }

  private static String groupOf(String topic) {
    return "readers-of-" + topic;
  }

  /** A group's first member has all queues, the one of the retry topic too. */
  private void awaitAll(String topic, int queues) {
    awaitShare("a", TopicNames.retryTopic(groupOf(topic)), 1);
    awaitShare("a", topic, queues);
  }

  private ConsumeConcurrentlyStatus work(List<MessageExt> messages) {
    for (MessageExt message : messages) {
      String body = new String(message.getBody());
      delivered.merge(body, 1, Integer::sum);
      if (body.startsWith("slow")) {
        awaitOver();
      }
    }
    return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
  }

  /** Not even shutdown ends it. */
  private void awaitOver() {
    CountDownLatch ended = over;
    boolean waits = true;
    while (waits) {
      try {
        ended.await();
        waits = false;
      } catch (InterruptedException e) {
        waits = true;
      }
    }
  }

  /** Slow messages are done now. */
  private void release() {
    over.countDown();
    over = new CountDownLatch(1);
  }

  private void awaitDelivered(String body, int times) {
    await(body).atMost(LIMIT).until(() -> delivered.getOrDefault(body, 0) == times);
  }

  private void awaitShare(String name, String topic, int queues) {
    await(name + " has " + queues + " of " + topic)
        .atMost(LIMIT)
        .until(() -> shares.getOrDefault(name + topic, Set.of()).size() == queues);
  }

  private void sending() throws Exception {
    cluster.createTopic("Sent", 4);
    send("Sent", "makes the route known");

    begin("Which queue is chosen?");
    send("Sent", "first");
    end();

    begin("Three message ids: who makes which?");
    send("Sent", "second");
    end();
  }

  private void pulling() throws Exception {
    MessageQueue queue = createTopic("Pulled", 1).get(0);
    var consumer = start(consumer("Pulled", "a"), (messages, context) -> work(messages));
    awaitAll("Pulled", 1);
    send("Pulled", "before");
    awaitDelivered("before", 1);

    begin("Why does a consumer that \"pulls\" get its message at once?");
    send("Pulled", "at once");
    awaitDelivered("at once", 1);
    end();
    consumer.shutdown();

    var puller = new DefaultMQPullConsumer("pullers");
    puller.setNamesrvAddr(cluster.namesrvAddr());
    puller.setPollNameServerInterval(NEVER_MILLIS);
    puller.start();
    puller.maxOffset(queue); // so the route is known
    begin("What happens between consume queue and commit log?");
    puller.pull(queue, "TagA", 0, 32);
    end();
    puller.shutdown();
  }

  private void rebalancing() throws Exception {
    createTopic("Shared", 2);
    var stays = start(consumer("Shared", "a"), (messages, context) -> work(messages));
    awaitAll("Shared", 2);
    var leaves = start(consumer("Shared", "b"), (messages, context) -> work(messages));
    awaitShare("a", "Shared", 1);
    awaitShare("b", "Shared", 1);

    begin("Who triggers a rebalance, and who decides?");
    leaves.shutdown();
    awaitShare("a", "Shared", 2);
    end();
    stays.shutdown();

    createTopic("Young", 1);
    var fresh = consumer("Young", "a");
    begin("Where does a new group begin to read?");
    start(fresh, (messages, context) -> work(messages));
    end();
    fresh.shutdown();
  }

  private void sameMessageTwice() throws Exception {
    createTopic("Twice", 1);
    var leaves = start(consumer("Twice", "a"), (messages, context) -> work(messages));
    awaitAll("Twice", 1);
    var stays = start(consumer("Twice", "b"), (messages, context) -> work(messages));
    send("Twice", "finished");
    awaitDelivered("finished", 1);
    send("Twice", "slow, so its owner leaves with it");
    awaitDelivered("slow, so its owner leaves with it", 1);

    begin("Why was a message consumed twice?");
    leaves.shutdown();
    awaitDelivered("slow, so its owner leaves with it", 2);
    end();
    release();
    stays.shutdown();
  }

  private void slowMessage() throws Exception {
    createTopic("Slow", 1);
    var consumer = start(consumer("Slow", "a"), (messages, context) -> work(messages));
    awaitAll("Slow", 1);
    send("Slow", "slow");
    awaitDelivered("slow", 1);

    begin("Why does one slow message hold back the offset?");
    send("Slow", "fast");
    awaitDelivered("fast", 1);
    end();
    release();
    consumer.shutdown();
  }

  private void orderAcrossRebalance() throws Exception {
    createTopic("Ordered", 1);
    MessageListenerOrderly listener =
        (messages, context) -> {
          work(messages);
          return ConsumeOrderlyStatus.SUCCESS;
        };
    var leaves = consumer("Ordered", "a");
    leaves.registerMessageListener(listener);
    leaves.start();
    awaitAll("Ordered", 1);
    var stays = consumer("Ordered", "b");
    stays.registerMessageListener(listener);
    stays.start();
    send("Ordered", "step 1");
    awaitDelivered("step 1", 1);

    begin("How is order kept across a rebalance?");
    leaves.shutdown();
    send("Ordered", "step 2");
    awaitDelivered("step 2", 1);
    end();
    stays.shutdown();
  }

  private void flowControl() throws Exception {
    createTopic("Flood", 1);
    var consumer = consumer("Flood", "a");
    consumer.setPullThresholdForQueue(1);
    start(consumer, (messages, context) -> work(messages));
    awaitAll("Flood", 1);
    send("Flood", "slow 1");
    awaitDelivered("slow 1", 1);

    begin("How does flow control work?");
    send("Flood", "slow 2");
    awaitDelivered("slow 2", 1);
    end();
    release();
    consumer.shutdown();
  }

  private void failedMessage() throws Exception {
    createTopic("Failing", 1);
    var consumer =
        start(
            consumer("Failing", "a"),
            (messages, context) -> {
              work(messages);
              context.setDelayLevelWhenNextConsume(1);
              return messages.get(0).getReconsumeTimes() == 0
                  ? ConsumeConcurrentlyStatus.RECONSUME_LATER
                  : ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
            });
    awaitAll("Failing", 1);

    begin("Where does a failed message go?");
    send("Failing", "fails once");
    awaitDelivered("fails once", 2);
    end();
    consumer.shutdown();
  }

  private void failure(DefaultMQProducer sender) throws Exception {
    cluster.createTopic("Failed", 1);
    sendUntilNextIsB(sender, "Failed");
    cluster.stopBroker("broker-b");

    begin("What happens on failure?");
    sender.send(new Message("Failed", "tried twice".getBytes()));
    end();
    sender.shutdown();
    cluster.startBroker("broker-b");
  }

  /** With a queue at each of two brokers they take turns. */
  private static void sendUntilNextIsB(DefaultMQProducer sender, String topic) throws Exception {
    String last = "";
    while (!last.equals("broker-a")) {
      last = sender.send(new Message(topic, new byte[1])).getMessageQueue().getBrokerName();
    }
  }

  private void brokerDown(DefaultMQProducer sender) throws Exception {
    cluster.createTopic("Down", 1);
    sendUntilNextIsB(sender, "Down");
    cluster.stopBroker("broker-b");

    begin("What happens with a broker down?");
    sender.send(new Message("Down", "goes round it".getBytes()));
    end();
    sender.shutdown();
  }

  private void nameServerDown() throws Exception {
    cluster.stopNamesrv("namesrv-1");

    begin("What happens with the name server down?");
    send("Sent", "goes on");
    try {
      send("Unknown", "cannot go");
      throw new AssertionError("nobody could tell where this topic lives");
    } catch (MQClientException | IllegalStateException e) {
      System.out.println("as expected: " + e);
    }
    end();
  }
}
