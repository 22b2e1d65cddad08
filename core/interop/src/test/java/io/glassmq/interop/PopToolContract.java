package io.glassmq.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.interop.driver.ClientDriver;
import io.glassmq.interop.driver.PopDriver;
import io.glassmq.testkit.TestCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the official admin tool does with groups that pop, on any servers. */
abstract class PopToolContract {
  /** A broker may need half a minute until it knows the route of a new topic. */
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @RegisterExtension static final Shared<OfficialClients> CLIENTS = OfficialClients.shared();

  private final String topic = Names.fresh("pop");
  private final String group = Names.fresh("group");
  private final Inbox inbox = new Inbox();

  abstract Servers servers();

  private OfficialClient official() {
    return CLIENTS.get().get(ClientKind.V5_JSON);
  }

  private String admin(String command, String... arguments) throws Exception {
    var line = new ArrayList<String>(List.of(command, "-n", servers().namesrvAddr()));
    line.addAll(List.of(arguments));
    return official().admin(line.toArray(String[]::new));
  }

  private String setConsumeMode(String name) throws Exception {
    String broker = servers().brokerAddr();
    return admin("setConsumeMode", "-b", broker, "-t", name, "-g", group, "-m", "POP", "-q", "0");
  }

  @Test
  void shouldSetTheModeOfAGroup() throws Exception {
    TestCluster.createTopic(servers().namesrvAddr(), topic, 2);

    assertThat(setConsumeMode(topic)).contains("set consume mode to " + servers().brokerAddr());
    assertThat(setConsumeMode("%RETRY%" + group)).contains("retry topic is not allowed");
    assertThat(setConsumeMode(Names.fresh("nowhere"))).contains("not exist");
  }

  @Test
  void shouldLookAfterAGroupThatPopsAndSendItBack() throws Exception {
    TestCluster.createTopic(servers().namesrvAddr(), topic, 2);
    setConsumeMode(topic);
    List<String> bodies = ClientContract.bodies("m", 10);
    try (ClientDriver producer =
            official().client(servers().namesrvAddr(), Names.fresh("producer"));
        PopDriver consumer =
            official()
                .popper(
                    servers().namesrvAddr(),
                    Names.fresh("consumer"),
                    group,
                    topic,
                    message -> {
                      inbox.accept(message);
                      return true;
                    })) {
      assertThat(consumer).isNotNull();
      producer.sendSync(topic, bodies);
      await().atMost(LIMIT).until(() -> inbox.bodies().containsAll(bodies));

      seeProgress();
      assertThat(admin("resetOffsetByTime", "-g", group, "-t", topic, "-s", "0"))
          .containsPattern("broker-a\\s+0\\s+0");
      await().atMost(LIMIT).until(() -> inbox.bodies().size() >= 2 * bodies.size());
    }
  }

  private void seeProgress() throws Exception {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(admin("consumerProgress", "-g", group))
                    .contains("Consume Diff Total: 0")
                    .contains("Consume Inflight Total: 0")
                    .containsPattern(topic + "\\s+broker-a\\s+0\\s+5\\s+5"));
    assertThat(admin("consumerConnection", "-g", group))
        .containsPattern(topic + "\\s+\\*")
        .contains("MessageModel: CLUSTERING");
  }
}
