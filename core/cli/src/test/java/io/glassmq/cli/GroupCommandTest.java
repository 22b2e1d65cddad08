package io.glassmq.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.glassmq.client.admin.DefaultMQAdminExt;
import io.glassmq.remoting.protocol.subscription.SubscriptionGroupConfig;
import io.glassmq.testkit.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Commands about a group without members, in a topic with three messages in one queue. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupCommandTest {
  private TestCluster cluster;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    cluster = TestCluster.single(folder);
    mq("topic", "create", "Orders", "--queues", "1");
    mq("send", "Orders", "hello", "-c", "3");
    // A send is answered before its queue has the message.
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> cluster.broker("broker-a").messageStore().getMaxOffsetInQueue("Orders", 0) == 3);
    var admin = new DefaultMQAdminExt();
    admin.setNamesrvAddr(cluster.namesrvAddr());
    admin.start();
    admin.createAndUpdateSubscriptionGroupConfig(
        cluster.broker("broker-a").brokerAddr(), SubscriptionGroupConfig.of("readers"));
    admin.shutdown();
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  private Run mq(String... command) {
    var line = new ArrayList<>(List.of(command));
    line.add("-n");
    line.add(cluster.namesrvAddr());
    return Run.mq(line.toArray(String[]::new));
  }

  private String reset(String place) {
    return mq("group", "reset", "readers", "Orders", "--to", place).out();
  }

  @Test
  void shouldListGroupsAndHowFarTheyAreBehind() {
    reset("first");

    assertThat(mq("group", "list").out())
        .contains("readers")
        .contains("members: 0, behind: 3")
        .doesNotContain("TOOLS_CONSUMER");
    assertThat(mq("group", "list", "--all").out()).contains("TOOLS_CONSUMER");
  }

  @Test
  void shouldShowHowFarAGroupHasConsumedEachQueue() {
    reset("first");

    assertThat(mq("group", "show", "readers").out())
        .contains("queue   Orders broker-a 0: consumed to 0 of 3, behind: 3")
        .contains("behind  3 messages");
  }

  @Test
  void shouldSayThatThereIsNothingToShow() {
    Run nobody = mq("group", "show", "nobody");

    assertThat(nobody.exitCode()).isEqualTo(1);
    assertThat(nobody.err()).contains("nobody").hasLineCount(1);
  }

  @Test
  void shouldSendAGroupElsewhere() {
    assertThat(reset("last")).contains("Orders broker-a 0: goes on at 3");
    assertThat(reset("2000-01-01T00:00")).contains("Orders broker-a 0: goes on at 0");
  }

  @Test
  void shouldSayWhichPlacesThereAre() {
    Run wrong = mq("group", "reset", "readers", "Orders", "--to", "soon");

    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("--to soon").contains("first, last");
  }

  @Test
  void shouldSayHowAGroupGetsItsMessages() throws Exception {
    assertThat(mq("group", "mode", "readers", "Orders", "pop", "--share", "1").out())
        .contains("readers Orders: POP on broker-a");
    assertThat(cluster.storeOf("broker-a").resolve("config/messageRequestMode.json"))
        .content()
        .containsPattern("\"mode\":\\s*\"POP\"")
        .containsPattern("\"popShareQueueNum\":\\s*1");
  }

  @Test
  void shouldSayThatThereIsNoSuchMode() {
    Run wrong = mq("group", "mode", "readers", "Orders", "fax");

    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("fax").contains("PULL, POP");
  }
}
