package io.glassmq.broker.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.broker.BrokerConfig;
import io.glassmq.broker.TestClock;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.constant.PermName;
import io.glassmq.remoting.protocol.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicConfigManagerTest {
  @TempDir Path folder;
  private final AtomicInteger changes = new AtomicInteger();

  private TopicConfigManager open(String... settings) {
    var properties = new Properties();
    properties.setProperty("brokerName", "broker-a");
    properties.setProperty("storePathRootDir", folder.toString());
    for (int i = 0; i < settings.length; i += 2) {
      properties.setProperty(settings[i], settings[i + 1]);
    }
    var file = new ConfigFile(folder.resolve("topics.json"));
    var topics =
        new TopicConfigManager(
            BrokerConfig.of(properties), file, new TestClock(), changes::incrementAndGet);
    topics.load();
    topics.save();
    return topics;
  }

  @Test
  void shouldHaveTheTopicsOfTheSystemAtFirstBoot() {
    var topics = open();

    assertThat(topics.snapshot().topicConfigTable())
        .containsKeys("TBW102", "SELF_TEST_TOPIC", "BenchmarkTest", "DefaultCluster", "broker-a")
        .containsKeys("OFFSET_MOVED_EVENT", "DefaultCluster_REPLY_TOPIC");
    assertThat(topics.selectTopicConfig("TBW102").perm()).isEqualTo(7);
    assertThat(topics.selectTopicConfig("TBW102").writeQueueNums()).isEqualTo(8);
    assertThat(folder.resolve("topics.json")).exists();
  }

  @Test
  void shouldCreateATopicAfterItsTemplate() {
    var topics = open();

    var topic = topics.selectOrCreate("T", "TBW102", 4);

    assertThat(topic).contains(TopicConfig.of("T", 4, 4, 6));
    assertThat(changes).hasValue(1);
  }

  @Test
  void shouldCreateNoMoreQueuesThanTheTemplateHas() {
    assertThat(open().selectOrCreate("T", "TBW102", 64)).contains(TopicConfig.of("T", 8, 8, 6));
  }

  @Test
  void shouldCreateNothingWithoutATemplateThatAllowsIt() {
    var topics = open("autoCreateTopicEnable", "false");

    assertThat(topics.selectOrCreate("T", "TBW102", 4)).isEmpty();
    assertThat(topics.selectOrCreate("T", "BenchmarkTest", 4)).isEmpty();
    assertThat(topics.selectOrCreate("T", null, 4)).isEmpty();
    assertThat(changes).hasValue(0);
  }

  @Test
  void shouldCreateRetryTopicsInAnyCase() {
    var topics = open("autoCreateTopicEnable", "false");

    assertThat(topics.selectOrCreate("%RETRY%G", "TBW102", 4))
        .contains(TopicConfig.of("%RETRY%G", 1, 1, 6));
  }

  @Test
  void shouldCountAsAChangeOnlyWhatChanges() {
    var topics = open();
    topics.ensure("T", 4, 6);
    var version = topics.snapshot().dataVersion();

    topics.update("T", old -> TopicConfig.of("T", 4, 4, 6));
    assertThat(topics.snapshot().dataVersion()).isEqualTo(version);

    topics.update("T", old -> old.withPerm(PermName.PERM_READ));
    assertThat(topics.snapshot().dataVersion().counter()).isEqualTo(version.counter() + 1);
    assertThat(changes).hasValue(2);
  }

  @Test
  void shouldStillKnowItsTopicsAfterARestart() {
    var before = open();
    before.ensure("T", 3, 6);
    before.update("broker-a", old -> null);

    var after = open();

    assertThat(after.selectTopicConfig("T")).isEqualTo(TopicConfig.of("T", 3, 3, 6));
    assertThat(after.snapshot().dataVersion().counter())
        .isGreaterThanOrEqualTo(before.snapshot().dataVersion().counter());
  }

  @Test
  void shouldWriteTheFileInTheOfficialForm() throws IOException {
    open().ensure("T", 3, 6);

    assertThat(Files.readString(folder.resolve("topics.json")))
        .contains("\t\"topicConfigTable\":{")
        .contains("\"topicName\":\"T\"")
        .contains("\"topicFilterType\":\"SINGLE_TAG\"")
        .contains("\"readQueueNums\":3")
        .contains("\"counter\":");
    assertThat(folder.resolve("topics.json.bak")).exists();
  }
}
