package io.glassmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.glassmq.interop.driver.ClientDriver;
import io.glassmq.interop.driver.PullDriver;
import io.glassmq.interop.driver.Received;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the official clients, which can also pull, may expect of any servers. */
abstract class OfficialClientContract extends ClientContract {
  @RegisterExtension static final Shared<OfficialClients> CLIENTS = OfficialClients.shared();

  private final ClientKind kind;

  OfficialClientContract(ClientKind kind) {
    this.kind = kind;
  }

  @Override
  ClientDriver newClient(String instance) throws Exception {
    return CLIENTS.get().get(kind).client(servers().namesrvAddr(), instance);
  }

  private PullDriver newPuller() throws Exception {
    return CLIENTS
        .get()
        .get(kind)
        .puller(servers().namesrvAddr(), Names.fresh("puller"), Names.fresh("group"));
  }

  @Test
  void shouldPullByOffset() throws Exception {
    String topic = Names.fresh("pull");
    try (var client = newClient(Names.fresh("client"));
        var puller = newPuller()) {
      client.sendSync(topic, List.of("first"));
      long base = client.sendToQueue(topic, 3, bodies("m", 10)).get(0).queueOffset();
      await().until(() -> puller.maxOffset(topic, 3) == base + 10);

      var found = puller.pull(topic, 3, base + 2, 5);
      var atEnd = puller.pull(topic, 3, base + 10, 5);
      var beyond = puller.pull(topic, 3, base + 99, 5);

      assertThat(puller.queues(topic)).containsExactlyInAnyOrder(0, 1, 2, 3);
      assertThat(found.status()).isEqualTo("FOUND");
      assertThat(found.nextBeginOffset()).isEqualTo(base + 7);
      assertThat(found.maxOffset()).isEqualTo(base + 10);
      assertThat(found.messages())
          .extracting(Received::body)
          .containsExactly("m2", "m3", "m4", "m5", "m6");
      assertThat(atEnd.status()).isEqualTo("NO_NEW_MSG");
      assertThat(atEnd.nextBeginOffset()).isEqualTo(base + 10);
      assertThat(beyond.status()).isEqualTo("OFFSET_ILLEGAL");
      assertThat(beyond.nextBeginOffset()).isEqualTo(base + 10);
    }
  }

  @Test
  void shouldAnswerQuestionsAboutOffsets() throws Exception {
    String topic = Names.fresh("offsets");
    try (var client = newClient(Names.fresh("client"));
        var puller = newPuller()) {
      client.sendSync(topic, List.of("first"));
      long base = client.sendToQueue(topic, 1, bodies("m", 6)).get(0).queueOffset();
      await().until(() -> puller.maxOffset(topic, 1) == base + 6);

      assertThat(puller.searchOffset(topic, 1, 0)).isZero();
      assertThat(puller.searchOffset(topic, 1, System.currentTimeMillis() + 3_600_000))
          .isEqualTo(base + 6);
      awaitCommitted(puller, topic, base + 4);
    }
  }

  /**
   * A commit has no answer, and is refused until a heartbeat has made the group known. A 4.x client
   * that knew no broker at its first one, after a second, sends the next after 30.
   */
  private static void awaitCommitted(PullDriver puller, String topic, long offset) {
    await()
        .atMost(Duration.ofSeconds(45))
        .until(
            () -> {
              puller.commit(topic, 1, offset);
              return puller.committed(topic, 1) == offset;
            });
  }

  @Test
  void shouldServeTheLitePullConsumer() throws Exception {
    String topic = Names.fresh("lite");
    try (var client = newClient(Names.fresh("client"));
        var puller = newPuller()) {
      client.sendSync(topic, bodies("m", 30));

      var received = puller.litePull(Names.fresh("group"), topic, 30);

      assertThat(received)
          .extracting(Received::body)
          .containsExactlyInAnyOrderElementsOf(bodies("m", 30));
    }
  }

  @Test
  void shouldTellThatATopicHasNoRoute() throws Exception {
    String topic = Names.fresh("missing");
    try (var puller = newPuller()) {

      assertThatThrownBy(() -> puller.queues(topic))
          .hasMessageContaining(topic)
          .extracting(e -> e.getClass().getName())
          .isEqualTo("org.apache.rocketmq.client.exception.MQClientException");
    }
  }
}
