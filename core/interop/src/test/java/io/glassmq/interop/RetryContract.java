package io.glassmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.admin.DefaultMQAdminExt;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.constant.PermName;
import io.glassmq.interop.driver.Received;
import io.glassmq.interop.driver.RetryDriver;
import io.glassmq.testkit.TestCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What becomes of delayed messages, and of messages that a consumer fails on. */
@Execution(ExecutionMode.CONCURRENT)
abstract class RetryContract {
  /** All levels that a test uses are over soon; the first is the one that is measured. */
  static final Map<String, String> SHORT_LEVELS = Map.of("messageDelayLevel", "2s 1s 1s 1s 1s 1s");

  private static final Duration LIMIT = Duration.ofSeconds(45);
  private static final long LEVEL_1_MILLIS = 2_000;
  private static final int RETRIES = 2;

  @RegisterExtension static final Shared<OfficialClients> CLIENTS = OfficialClients.shared();

  abstract Servers servers();

  abstract RetryDriver newClient(String instance) throws Exception;

  private final String group = Names.fresh("group");
  private final String topic = Names.fresh("topic");
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final List<Received> deadLetters = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> toClose = new ArrayList<>();
  private RetryDriver client;

  /** A client looks for routes of new topics every 30 s only; we do not want to wait for that. */
  @BeforeEach
  void createTopicsAndClient() throws Exception {
    var admin = new DefaultMQAdminExt();
    TestCluster.connect(admin, servers().namesrvAddr());
    admin.start();
    try {
      for (String name : List.of(topic, "%RETRY%" + group, "%DLQ%" + group)) {
        var config = TopicConfig.of(name, 1, 1, PermName.READ_WRITE);
        admin.createAndUpdateTopicConfig(servers().brokerAddr(), config);
      }
    } finally {
      admin.shutdown();
    }
    client = newClient(Names.fresh("client"));
    toClose.add(client);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : toClose) {
      one.close();
    }
  }

  private void consume(boolean orderly, Predicate<Received> listener) throws Exception {
    toClose.add(client.consume(group, topic, orderly, RETRIES, listener));
  }

  private void consumeDeadLetters() throws Exception {
    toClose.add(client.consume(group + "-dead", "%DLQ%" + group, false, RETRIES, deadLetters::add));
  }

  private boolean fail(Received message) {
    received.add(message);
    return false;
  }

  @Test
  void shouldDeliverADelayedMessageAtItsTime() throws Exception {
    consume(false, received::add);
    client.send(topic, "at once", 0);
    await().atMost(LIMIT).until(() -> received.size() == 1);

    long before = System.currentTimeMillis();
    client.send(topic, "delayed", 1);
    await().atMost(LIMIT).pollInterval(Duration.ofMillis(5)).until(() -> received.size() == 2);

    assertThat(System.currentTimeMillis() - before)
        .as("milliseconds")
        .isBetween(LEVEL_1_MILLIS, LEVEL_1_MILLIS + 15_000);
    assertThat(received.get(1).body()).isEqualTo("delayed");
    assertThat(received.get(1).tags()).isEqualTo("a");
    assertThat(received.get(1).reconsumeTimes()).isZero();
  }

  @Test
  void shouldBringAFailedMessageAgainAndMakeItADeadLetterAtLast() throws Exception {
    consumeDeadLetters();
    consume(false, this::fail);

    client.send(topic, "bad", 0);

    await().atMost(LIMIT).until(() -> !deadLetters.isEmpty());
    assertThat(received).extracting(Received::reconsumeTimes).containsExactly(0, 1, 2);
    assertThat(received).extracting(Received::topic).containsOnly(topic);
    assertThat(received).extracting(Received::msgId).containsOnly(received.get(0).msgId());
    assertThat(deadLetters).extracting(Received::body).containsExactly("bad");
    assertThat(deadLetters).extracting(Received::keys).containsExactly("k");
    assertThat(deadLetters.get(0).reconsumeTimes()).isEqualTo(RETRIES + 1);
  }

  @Test
  void shouldMakeADeadLetterOfWhatAnOrderlyConsumerGivesUpAndGoOnBehindIt() throws Exception {
    consumeDeadLetters();
    consume(true, m -> fail(m) || m.body().equals("good"));

    client.send(topic, "bad", 0);
    client.send(topic, "good", 0);

    await().atMost(LIMIT).until(() -> !deadLetters.isEmpty() && received.size() == 4);
    assertThat(received).extracting(Received::body).containsExactly("bad", "bad", "bad", "good");
    assertThat(received).extracting(Received::reconsumeTimes).containsExactly(0, 1, 2, 0);
    assertThat(deadLetters).extracting(Received::body).containsExactly("bad");
  }
}
