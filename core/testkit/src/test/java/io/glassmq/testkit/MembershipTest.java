package io.glassmq.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members come and go, 1, 2, 5 and 1 again, while messages come all the time. */
class MembershipTest {
  private static final String TOPIC = "Orders";
  private static final int PER_SECOND = 200;

  /** Every so many messages of a queue fail once. */
  private static final int FAILING = 20;

  @TempDir private Path folder;
  private TestCluster cluster;
  private DefaultMQProducer producer;
  private List<MessageQueue> queues;

  @BeforeEach
  void start() throws Exception {
    cluster = new TestCluster(folder);
    cluster.startNamesrv("namesrv-1");
    cluster.startBroker("room-1@broker-a");
    cluster.startBroker("room-2@broker-b");
    queues = cluster.createTopic(TOPIC, 4);
    producer = new DefaultMQProducer("senders");
    cluster.connect(producer);
    producer.start();
  }

  @AfterEach
  void stop() {
    producer.shutdown();
    cluster.close();
  }

  private void send(String id) throws Exception {
    producer.send(new Message(TOPIC, id.getBytes()));
  }

  @Test
  void shouldLoseNothingAndRepeatOnlyWhatChangedItsOwner() throws Exception {
    List<TestGroup> groups = Stream.of(KnownStrategies.values()).map(this::concurrent).toList();

    play(groups);

    for (TestGroup group : groups) {
      assertThat(group.ledger().groundlessDuplicates()).as(group.name()).isEmpty();
    }
  }

  @Test
  void shouldKeepTheOrderOfEachQueueThroughChangesAndExceptions() throws Exception {
    var failed = ConcurrentHashMap.<String>newKeySet();
    Predicate<MessageExt> listener =
        message -> {
          if (message.getQueueOffset() % FAILING == 0 && failed.add(message.getMsgId())) {
            throw new IllegalStateException("as if this message could not be handled yet");
          }
          return true;
        };
    var groups =
        List.of(group(KnownStrategies.AVERAGELY, GlassMember.orderly(cluster, TOPIC, listener)));

    play(groups);

    for (TestGroup group : groups) {
      assertThat(group.ledger().disorder()).as(group.name()).isEmpty();
      assertThat(group.ledger().groundlessDuplicates()).as(group.name()).isEmpty();
    }
    assertThat(failed).isNotEmpty();
  }

  private void play(List<TestGroup> groups) throws Exception {
    try (var load = SteadyLoad.start(PER_SECOND, this::send)) {
      new Turnover(groups, load).run();
      assertThat(load.failures()).isEmpty();
    } finally {
      groups.forEach(TestGroup::close);
    }
  }

  private TestGroup concurrent(KnownStrategies strategy) {
    return group(strategy, GlassMember.concurrent(cluster, TOPIC));
  }

  private TestGroup group(KnownStrategies strategy, TestGroup.Joining joining) {
    return new TestGroup(strategy.name(), queues, strategy.forGroup(queues), joining);
  }
}
