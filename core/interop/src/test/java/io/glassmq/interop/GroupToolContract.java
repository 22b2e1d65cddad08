package io.glassmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.interop.driver.ClientDriver;
import io.glassmq.interop.driver.Sent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the official admin tool does with groups and their topics, on any servers. */
abstract class GroupToolContract {
  @RegisterExtension static final Shared<OfficialClients> CLIENTS = OfficialClients.shared();
  @RegisterExtension static final Shared<GlassClient> GLASS = GlassClient.shared();

  /** Offsets are reported every 5 s; an official consumer goes elsewhere within 40. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final String topic = Names.fresh("grp");
  private final String group = Names.fresh("group");
  private final Inbox inbox = new Inbox();

  abstract Servers servers();

  private String admin(String command, String... arguments) throws Exception {
    var line = new ArrayList<String>(List.of(command, "-n", servers().namesrvAddr()));
    line.addAll(List.of(arguments));
    return CLIENTS.get().get(ClientKind.V5_JSON).admin(line.toArray(String[]::new));
  }

  private ClientDriver official() throws Exception {
    return CLIENTS.get().get(ClientKind.V5_JSON).client(servers().namesrvAddr(), topic);
  }

  private ClientDriver ours() throws Exception {
    return GLASS.get().client(servers().namesrvAddr(), topic);
  }

  @Test
  void shouldLookAfterAnOfficialConsumer() throws Exception {
    try (var client = official()) {
      withConsumer(client, this::lookAfter);
    }
  }

  @Test
  @Tag("slow")
  void shouldLookAfterOurConsumer() throws Exception {
    try (var client = ours()) {
      withConsumer(client, this::lookAfter);
    }
  }

  /** An official consumer waits 10 s before it goes elsewhere, and then for its next rebalance. */
  @Test
  @Tag("slow")
  void shouldSendAnOfficialConsumerBack() throws Exception {
    try (var client = official()) {
      withConsumer(client, sent -> sendItBack());
    }
  }

  @Test
  @Tag("slow")
  void shouldSendOurConsumerBack() throws Exception {
    try (var client = ours()) {
      withConsumer(client, sent -> sendItBack());
    }
  }

  private interface Work {
    void with(List<Sent> sent) throws Exception;
  }

  private void withConsumer(ClientDriver client, Work work) throws Exception {
    List<Sent> sent = client.sendSync(topic, List.of("zero", "one", "two", "three"));
    try (var consumer = client.subscribe(group, topic, "*", inbox)) {
      assertThat(consumer).isNotNull();
      inbox.awaitBodies(List.of("zero", "one", "two", "three"));
      work.with(sent);
    }
  }

  private void lookAfter(List<Sent> sent) throws Exception {
    seeWhoIsThere();
    seeProgress();
    haveItConsume(sent.get(1));
  }

  private void seeWhoIsThere() throws Exception {
    assertThat(admin("consumerConnection", "-g", group))
        .containsPattern("JAVA\\s+V5_5_0")
        .containsPattern(topic + "\\s+\\*")
        .contains("ConsumeType: CONSUME_PASSIVELY", "MessageModel: CLUSTERING");
    String status = admin("consumerStatus", "-g", group);
    assertThat(status).contains("Same subscription in the same group of consumer");
    deleteReport(status);
    assertThat(admin("producer", "-b", servers().brokerAddr())).contains("producer group");
  }

  /** The tool writes what each member said into a file in a folder of its own. */
  private static void deleteReport(String status) throws IOException {
    Matcher report = Pattern.compile("V5_5_0\\s+(\\d+/\\S+)").matcher(status);
    assertThat(report.find()).as(status).isTrue();
    Path file = Path.of(report.group(1));
    assertThat(file).content().contains("PROP_CONSUME_TYPE");
    Files.delete(file);
    Files.delete(file.getParent());
  }

  private void seeProgress() throws Exception {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(admin("consumerProgress", "-g", group))
                    .contains("Consume Diff Total: 0")
                    .containsPattern(topic + "\\s+broker-a\\s+3\\s+\\d"));
    assertThat(admin("topicStatus", "-t", topic)).containsPattern("broker-a\\s+0\\s+0\\s+\\d");
    assertThat(admin("statsAll", "-t", topic)).contains(topic, group);
    assertThat(
            admin(
                "queryCq",
                "-t",
                topic,
                "-q",
                "0",
                "-i",
                "0",
                "-c",
                "1",
                "-b",
                servers().brokerAddr()))
        .contains("min: 0");
  }

  private void haveItConsume(Sent sent) throws Exception {
    String connections = admin("consumerConnection", "-g", group);
    String clientId = connections.lines().skip(1).findFirst().orElseThrow().split("\\s+")[0];

    String printed =
        admin("queryMsgById", "-t", topic, "-i", sent.offsetMsgId(), "-g", group, "-d", clientId);

    assertThat(printed).contains("consumeResult=CR_SUCCESS");
    assertThat(inbox.bodies()).filteredOn("one"::equals).hasSize(2);
    assertThat(admin("queryMsgById", "-t", topic, "-i", sent.offsetMsgId()))
        .containsPattern("consumerGroup=" + group + ", trackType=CONSUMED");
  }

  private void sendItBack() throws Exception {
    int before = inbox.bodies().size();

    assertThat(admin("resetOffsetByTime", "-g", group, "-t", topic, "-s", "0"))
        .containsPattern("broker-a\\s+0\\s+0");

    await().atMost(LIMIT).until(() -> inbox.bodies().size() >= before + 4);
  }

  @Test
  void shouldMakeChangeAndDeleteAGroup() throws Exception {
    String broker = servers().brokerAddr();

    assertThat(
            admin("updateSubGroup", "-b", broker, "-g", group, "-r", "5", "-q", "2", "-s", "false"))
        .contains("create subscription group to " + broker + " success");
    String settings = admin("getConsumerConfig", "-g", group);
    String deleted = admin("deleteSubGroup", "-b", broker, "-g", group);

    assertThat(settings)
        .containsPattern("consumeEnable\\s+=\\s+false")
        .containsPattern("retryQueueNums\\s+=\\s+2")
        .containsPattern("retryMaxTimes\\s+=\\s+5");
    assertThat(deleted).contains("delete subscription group [" + group + "] from broker");
    assertThat(admin("getConsumerConfig", "-g", group)).doesNotContain("retryMaxTimes");
  }

  @Test
  void shouldChangeTopicsWhileTheyAreInUse() throws Exception {
    String broker = servers().brokerAddr();
    admin("updateTopic", "-b", broker, "-t", topic, "-r", "4", "-w", "4");

    assertThat(admin("updateTopicPerm", "-b", broker, "-t", topic, "-p", "4"))
        .contains("update topic perm from 6 to 4 in " + broker + " success");
    assertThat(admin("topicRoute", "-t", topic)).containsPattern("\"perm\":\\s*4");
    assertThat(admin("updateTopicPerm", "-b", broker, "-t", topic, "-p", "6"))
        .contains("update topic perm from 4 to 6");
    assertThat(admin("sendMessage", "-t", topic, "-p", "hello")).contains("SEND_OK");
  }
}
