package io.glassmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.interop.driver.Sent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the official admin tool prints about any servers. */
abstract class AdminToolContract {
  /** The own time limits of client and tool are short for a busy machine, so we ask again. */
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @RegisterExtension static final Shared<OfficialClients> CLIENTS = OfficialClients.shared();

  abstract Servers servers();

  @Test
  void shouldListTheCluster() throws Exception {
    String printed = admin("clusterList");

    assertThat(printed)
        .containsPattern(
            "DefaultCluster\\s+broker-a\\s+0\\s+" + servers().brokerAddr() + "\\s+V\\d+_\\d+_\\d+");
    assertThat(printed)
        .as("incoming and outgoing messages a second, which it reads from the runtime info")
        .containsPattern("\\s\\d+\\.\\d\\d\\(\\d+,\\d+ms\\)\\s+\\d+\\.\\d\\d\\(");
  }

  @Test
  void shouldCreateATopicThatListAndRouteShow() throws Exception {
    String topic = Names.fresh("admin");

    String created =
        admin("updateTopic", "-b", servers().brokerAddr(), "-t", topic, "-r", "6", "-w", "5");

    assertThat(created).contains("create topic to " + servers().brokerAddr() + " success.");
    assertThat(admin("topicList").lines()).contains(topic);
    assertThat(admin("topicRoute", "-t", topic))
        .containsPattern("\"brokerName\":\\s*\"broker-a\"")
        .contains(servers().brokerAddr())
        .containsPattern("\"readQueueNums\":\\s*6")
        .containsPattern("\"writeQueueNums\":\\s*5")
        .containsPattern("\"perm\":\\s*6");
  }

  @Test
  void shouldShowTheBrokersStatus() throws Exception {
    String printed = admin("brokerStatus", "-b", servers().brokerAddr());

    assertThat(printed)
        .containsPattern("brokerVersionDesc\\s+: V\\d+_\\d+_\\d+")
        .containsPattern("bootTimestamp\\s+: \\d{13}")
        .containsPattern("putTps\\s+:")
        .containsPattern("commitLogMaxOffset\\s+: \\d+");
  }

  @Test
  void shouldFindAMessageByKeyAndById() throws Exception {
    String topic = Names.fresh("query");
    Sent sent;
    try (var client =
        CLIENTS.get().get(ClientKind.V5_JSON).client(servers().namesrvAddr(), topic)) {
      sent =
          await()
              .atMost(LIMIT)
              .ignoreExceptions()
              .until(() -> client.sendSync(topic, List.of("zero", "one")).get(1), it -> true);
    }

    awaitPrinted(
        () ->
            assertThat(admin("queryMsgByKey", "-t", topic, "-k", "k1"))
                .containsPattern(
                    sent.msgId() + "\\s+" + sent.queueId() + "\\s+" + sent.queueOffset()));
    awaitPrinted(
        () ->
            assertThat(admin("queryMsgByUniqueKey", "-t", topic, "-i", sent.msgId()))
                .containsPattern("Topic:\\s+" + topic)
                .containsPattern("Keys:\\s+\\[k1\\]")
                .containsPattern("Queue Offset:\\s+" + sent.queueOffset()));
    awaitPrinted(
        () ->
            assertThat(admin("queryMsgById", "-t", topic, "-i", sent.offsetMsgId()))
                .containsPattern("Keys:\\s+\\[k1\\]"));
  }

  /** The index comes a bit later. */
  private static void awaitPrinted(ThrowingRunnable assertion) {
    await().atMost(LIMIT).ignoreExceptions().untilAsserted(assertion);
  }

  @ParameterizedTest
  @ValueSource(strings = {"deleteExpiredCommitLog", "cleanExpiredCQ", "cleanUnusedTopic"})
  void shouldMakeRoomOnTheDisk(String command) throws Exception {
    assertThat(admin(command, "-b", servers().brokerAddr())).contains("success");
  }

  private String admin(String command, String... arguments) throws Exception {
    var line = new ArrayList<String>();
    line.add(command);
    line.add("-n");
    line.add(servers().namesrvAddr());
    line.addAll(List.of(arguments));
    return CLIENTS.get().get(ClientKind.V5_JSON).admin(line.toArray(String[]::new));
  }
}
