package io.glassmq.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageQueue;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members come and go, 1, 2, 5 and 1 again, while messages come all the time. */
class MembershipTest {
  private static final String TOPIC = "Orders";
  private static final int PER_SECOND = 200;

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
    producer.setNamesrvAddr(cluster.namesrvAddr());
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
    List<TestGroup> groups = Stream.of(KnownStrategies.values()).map(this::group).toList();

    try (var load = SteadyLoad.start(PER_SECOND, this::send)) {
      new Turnover(groups, load).run();
      assertThat(load.failures()).isEmpty();
    } finally {
      groups.forEach(TestGroup::close);
    }

    for (TestGroup group : groups) {
      assertThat(group.ledger().groundlessDuplicates()).as(group.name()).isEmpty();
    }
  }

  private TestGroup group(KnownStrategies strategy) {
    return new TestGroup(
        strategy.name(), queues, strategy.forGroup(queues), GlassMember.concurrent(cluster, TOPIC));
  }
}
