package io.glassmq.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.consumer.rebalance.AllocateMessageQueueAveragely;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageQueue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers stop, and are killed, while messages come all the time. */
class OutageTest {
  private static final String TOPIC = "Orders";
  private static final int PER_SECOND = 200;
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir private Path folder;
  private TestCluster cluster;
  private DefaultMQProducer producer;

  @BeforeEach
  void start() throws Exception {
    cluster = new TestCluster(folder).set("flushDiskType", "SYNC_FLUSH");
    producer = new DefaultMQProducer("senders");
  }

  @AfterEach
  void stop() {
    producer.shutdown();
    cluster.close();
  }

  private void startProducer() throws MQClientException {
    cluster.connect(producer);
    producer.setPollNameServerInterval(GlassMember.ROUTE_MILLIS);
    producer.start();
  }

  private void send(String id) throws Exception {
    producer.send(new Message(TOPIC, id.getBytes()));
  }

  private TestGroup group(List<MessageQueue> queues) {
    return new TestGroup(
        "readers",
        queues,
        member -> new AllocateMessageQueueAveragely(),
        GlassMember.concurrent(cluster, TOPIC));
  }

  /** What is sent in a second from now on arrives; meanwhile routes are looked up twice. */
  private static void awaitProgress(SteadyLoad load, TestGroup group) {
    Set<String> before = load.acknowledged();
    int enough = before.size() + PER_SECOND;
    await("acknowledgements").atMost(LIMIT).until(() -> load.acknowledged().size() >= enough);
    Set<String> fresh = new TreeSet<>(load.acknowledged());
    fresh.removeAll(before);
    group.awaitConsumed(fresh);
  }

  @Test
  void shouldLoseNothingAcknowledgedWhenABrokerIsKilledAndComesBack() throws Exception {
    cluster.startNamesrv("namesrv-1");
    cluster.startBroker("broker-a");
    cluster.startBrokerProcess("broker-b");
    TestGroup group = group(cluster.createTopic(TOPIC, 4));
    startProducer();

    try (group;
        var load = SteadyLoad.start(PER_SECOND, this::send)) {
      group.join("A", "B");
      group.awaitEachQueueOwnedOnce();
      group.ledger().brokerDies("broker-b");
      cluster.killBroker("broker-b");
      awaitProgress(load, group);
      cluster.startBrokerProcess("broker-b");
      group.awaitEachQueueOwnedOnce();
      load.stop();
      group.awaitConsumed(load.acknowledged());

      assertThat(load.failures()).as("broker-a takes over").isEmpty();
    }

    assertThat(group.ledger().groundlessDuplicates()).isEmpty();
  }

  @Test
  void shouldGoOnWithTheRoutesItKnowsWhenNameServersStop() throws Exception {
    for (String name : List.of("namesrv-1", "namesrv-2", "namesrv-3")) {
      cluster.startNamesrv(name);
    }
    cluster.startBroker("broker-a");
    TestGroup group = group(cluster.createTopic(TOPIC, 4));
    startProducer();

    try (group;
        var load = SteadyLoad.start(PER_SECOND, this::send)) {
      group.join("A");
      group.awaitEachQueueOwnedOnce();
      for (String name : List.of("namesrv-2", "namesrv-1", "namesrv-3")) {
        cluster.stopNamesrv(name);
        awaitProgress(load, group);
      }
      load.stop();
      group.awaitConsumed(load.acknowledged());

      assertThat(load.failures()).isEmpty();
    }

    assertThat(group.ledger().duplicates()).isEmpty();
  }

  @Test
  void shouldSayWhatIsWrongWhenAllBrokersAreDown() throws Exception {
    cluster.startNamesrv("namesrv-1");
    cluster.startBroker("broker-a");
    cluster.startBroker("broker-b");
    cluster.createTopic(TOPIC, 4);
    startProducer();
    send("first");
    cluster.stopBroker("broker-a");
    cluster.stopBroker("broker-b");
    long begin = System.nanoTime();

    assertThatThrownBy(() -> send("second"))
        .isInstanceOf(MQClientException.class)
        .hasMessageContainingAll(TOPIC, "3 attempts", "at brokers [broker-", "cannot connect");

    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertThat(took).isLessThan(Duration.ofMillis(producer.getSendMsgTimeout()));
  }
}
