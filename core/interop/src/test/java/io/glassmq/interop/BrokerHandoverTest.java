package io.glassmq.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glassmq.remoting.protocol.RemotingSerializable;
import java.nio.file.Files;
import java.nio.file.Path;
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
class BrokerHandoverTest {
  private static final String RETRY_POLICY =
      "{\"type\":\"EXPONENTIAL\",\"exponentialRetryPolicy\":"
          + "{\"initial\":7000,\"max\":90000,\"multiplier\":3}}";

  @RegisterExtension static final Shared<OfficialClients> CLIENTS = OfficialClients.shared();

  @TempDir Path home;

  @Test
  void shouldGoToTheOfficialBrokerAndBack() throws Exception {
    var handover = new Handover(CLIENTS.get().get(ClientKind.V5_JSON), home);

    handover.station(Make.glass(), false, servers -> {});
    handover.station(Make.official(), false, this::makeSettings);
    JsonNode groups = config("subscriptionGroup.json").get("subscriptionGroupTable");
    JsonNode topics = config("topics.json").get("topicConfigTable");
    handover.station(Make.glass(), false, servers -> {});

    assertThat(home.resolve("store/batchconsumequeue/HandoverInnerBatches/0"))
        .isNotEmptyDirectory();
    assertThat(groups.at("/HandoverGroup/groupRetryPolicy/type").asText()).isEqualTo("EXPONENTIAL");
    assertThat(topics.at("/HandoverFifo/attributes/message.type").asText()).isEqualTo("FIFO");
    assertHasAllOf(groups, config("subscriptionGroup.json").get("subscriptionGroupTable"));
    assertHasAllOf(topics, config("topics.json").get("topicConfigTable"));
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
