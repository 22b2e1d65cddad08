package io.glassmq.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.message.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A broker is killed while consumers pop, acknowledge, put off and forget messages, and while it
 * brings back what they forgot. After that every message that was sent is acknowledged or comes
 * back.
 */
class PopCrashTest {
  private static final String TOPIC = "Orders";
  private static final int PER_SECOND = 100;
  private static final int WORKERS = 3;
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir private Path folder;
  private TestCluster cluster;
  private DefaultMQProducer producer;

  @BeforeEach
  void start() {
    cluster = new TestCluster(folder);
    producer = new DefaultMQProducer("senders");
  }

  @AfterEach
  void stop() {
    producer.shutdown();
    cluster.close();
  }

  @Test
  void shouldLoseNothingWhenTheBrokerIsKilled() throws Exception {
    kill(1);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldLoseNothingWhenTheBrokerIsKilledAgainAndAgain(boolean mergesInMemory)
      throws Exception {
    cluster.set("enablePopBufferMerge", Boolean.toString(mergesInMemory));
    kill(6);
  }

  private void kill(int times) throws Exception {
    cluster.startNamesrv("namesrv-1");
    cluster.startBrokerProcess("broker-a");
    cluster.createTopic(TOPIC, 4);
    cluster.connect(producer);
    producer.start();

    try (var workers = new PopWorkers(WORKERS, cluster.namesrvAddr(), TOPIC);
        var load = SteadyLoad.start(PER_SECOND, this::send)) {
      for (int i = 0; i < times; i++) {
        awaitMoreThatComeBack(workers);
        cluster.killBroker("broker-a");
        cluster.startBrokerProcess("broker-a");
      }
      Set<String> touched = sentBeforeTheLastKill(load);
      awaitMoreThatComeBack(workers);
      load.stop();
      workers.takeCare();
      await()
          .atMost(LIMIT)
          .untilAsserted(() -> assertThat(workers.acked()).containsAll(load.acknowledged()));

      assertThat(workers.cameAfterAck()).as("and no broker had died").isSubsetOf(touched);
    }
  }

  private void send(String id) throws Exception {
    producer.send(new Message(TOPIC, id.getBytes()));
  }

  /** Or on its way then: one message is sent after the other. */
  private static Set<String> sentBeforeTheLastKill(SteadyLoad load) {
    int before = load.acknowledged().size();
    await("a message that is sent now")
        .atMost(LIMIT)
        .until(() -> load.acknowledged().size() > before);
    return load.acknowledged();
  }

  /** Revival is at work, and so is everything else. */
  private static void awaitMoreThatComeBack(PopWorkers workers) {
    int before = workers.cameBack().size();
    await("messages that come back").atMost(LIMIT).until(() -> workers.cameBack().size() > before);
  }
}
