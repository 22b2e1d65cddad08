package io.glassmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.glassmq.interop.driver.PullDriver;
import io.glassmq.remoting.protocol.RemotingSerializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The way out, and back: one broker is stopped, the other make is started on the same folder, and
 * clients notice nothing.
 */
@Execution(ExecutionMode.CONCURRENT)
@Order(1) // the longest: the others run meanwhile
class BrokerHandoverTest {
  private static final String RETRY_POLICY =
      "{\"type\":\"EXPONENTIAL\",\"exponentialRetryPolicy\":"
          + "{\"initial\":7000,\"max\":90000,\"multiplier\":3}}";

  @RegisterExtension static final Shared<OfficialClients> CLIENTS = OfficialClients.shared();

  private static final String DELAYED = "HandoverDelayed";
  private static final int LEVEL_OF_5_SECONDS = 2;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path home;
  private final List<String> delayed = new ArrayList<>();

  @Test
  void shouldGoToTheOfficialBrokerAndBack() throws Exception {
    var handover = new Handover(CLIENTS.get().get(ClientKind.V5_JSON), home);

    handover.station(Make.glass(), false, this::delay);
    handover.station(
        Make.official(),
        false,
        servers -> {
          makeSettings(servers);
          awaitDelayed(servers);
          delay(servers);
        });
    JsonNode groups = config("subscriptionGroup.json").get("subscriptionGroupTable");
    JsonNode topics = config("topics.json").get("topicConfigTable");
    handover.station(Make.glass(), false, this::awaitDelayed);

    assertThat(home.resolve("store/batchconsumequeue/HandoverInnerBatches/0"))
        .isNotEmptyDirectory();
    assertThat(groups.at("/HandoverGroup/groupRetryPolicy/type").asText()).isEqualTo("EXPONENTIAL");
    assertThat(topics.at("/HandoverFifo/attributes/message.type").asText()).isEqualTo("FIFO");
    assertHasAllOf(groups, config("subscriptionGroup.json").get("subscriptionGroupTable"));
    assertHasAllOf(topics, config("topics.json").get("topicConfigTable"));
  }

  /** This broker holds a message back, and ends before its time has come. */
  private void delay(Servers servers) throws Exception {
    try (var client =
        CLIENTS.get().get(ClientKind.V5_JSON).retry(servers.namesrvAddr(), Names.fresh("delay"))) {
      String body = "delayed " + delayed.size();
      var sent = client.send(DELAYED, body, LEVEL_OF_5_SECONDS);
      assertThat(sent.queueOffset()).as("in the queue of the level").isEqualTo(delayed.size());
      delayed.add(body);
    }
  }

  /** What was held back so far is delivered, once. */
  private void awaitDelayed(Servers servers) throws Exception {
    try (var puller =
        CLIENTS
            .get()
            .get(ClientKind.V5_JSON)
            .puller(servers.namesrvAddr(), Names.fresh("delay"), Names.fresh("group"))) {
      await()
          .atMost(LIMIT)
          .ignoreExceptions()
          .until(() -> delivered(puller).size() >= delayed.size());
      assertThat(delivered(puller)).containsExactlyInAnyOrderElementsOf(delayed);
    }
  }

  private static List<String> delivered(PullDriver puller) throws Exception {
    var bodies = new ArrayList<String>();
    for (int queue : puller.queues(DELAYED)) {
      if (puller.maxOffset(DELAYED, queue) > 0) {
        puller.pull(DELAYED, queue, 0, 32).messages().forEach(m -> bodies.add(m.body()));
      }
    }
    return bodies;
  }

  private void makeSettings(Servers servers) throws Exception {
    OfficialClient client = CLIENTS.get().get(ClientKind.V5_JSON);
    String broker = servers.brokerAddr();
    client.admin(
        "updateSubGroup",
        "-b",
        broker,
        "-g",
        Handover.GROUP,
        "-r",
        "7",
        "-q",
        "2",
        "-p",
        RETRY_POLICY);
    client.admin(
        "updateTopic",
        "-b",
        broker,
        "-t",
        "HandoverFifo",
        "-r",
        "3",
        "-w",
        "2",
        "-o",
        "true",
        "-a",
        "+message.type=FIFO");
  }

  private static void assertHasAllOf(JsonNode before, JsonNode after) {
    before
        .properties()
        .forEach(
            entry ->
                assertThat(after.get(entry.getKey()))
                    .as(entry.getKey())
                    .isEqualTo(entry.getValue()));
  }

  private JsonNode config(String name) throws Exception {
    return RemotingSerializable.decode(
        Files.readAllBytes(home.resolve("store/config").resolve(name)), JsonNode.class);
  }
}
