package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.header.UpdateConsumerOffsetRequestHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The config folder of an official broker after a life under this one. */
class ForeignConfigTest {
  private static final Map<String, String> WITHOUT_OWNER =
      Map.of(
          "consumerFilter.json", "{\n\t\"filterDataByTopic\":{\n\t}\n}",
          "consumerOrderInfo.json", "{\n\t\"table\":{\n\t\t\n\t}\n}",
          "messageRequestMode.json", "{\n\t\"messageRequestModeMap\":{}\n}",
          "timercheck", "\0\1\2\3",
          "timermetrics", "{\"timingCount\":{}}",
          "transactionMetrics", "{\"transactionCount\":{}}");

  @TempDir Path folder;
  private Path config;

  @BeforeEach
  void copyOfficialFiles() throws IOException {
    config = Files.createDirectories(folder.resolve("config"));
    for (String name : new String[] {"topics", "subscriptionGroup", "consumerOffset"}) {
      try (var in = getClass().getResourceAsStream("/official-config/" + name + ".json")) {
        Files.copy(in, config.resolve(name + ".json"));
      }
    }
    for (var file : WITHOUT_OWNER.entrySet()) {
      Files.writeString(config.resolve(file.getKey()), file.getValue());
    }
  }

  private void change(String file, String from, String to) throws IOException {
    String before = Files.readString(config.resolve(file));
    assertThat(before).contains(from);
    Files.writeString(config.resolve(file), before.replace(from, to));
  }

  /** Sends, commits an offset and makes a group, so that all three files are written anew. */
  private void live() throws Exception {
    try (var broker = TestBroker.start(folder)) {
      broker.send("Fresh", 0, "", "x");
      broker.call(TestBroker.pullRequest("Fresh", 0, 0, "*", 0));
      broker.call(
          RequestCode.UPDATE_CONSUMER_OFFSET,
          new UpdateConsumerOffsetRequestHeader("CG", "Fresh", 0, 1));
    }
    assertThat(config.resolve("topics.json")).content().contains("\"Fresh\"");
    assertThat(config.resolve("subscriptionGroup.json")).content().contains("\"CG\"");
    assertThat(config.resolve("consumerOffset.json")).content().contains("\"Fresh@CG\"");
  }

  @Test
  void shouldHaveTheFilesThatNobodyOwnsHereByteByByte() throws Exception {
    live();

    var found = new TreeMap<String, String>();
    for (String name : WITHOUT_OWNER.keySet()) {
      found.put(name, Files.readString(config.resolve(name)));
    }
    assertThat(found).isEqualTo(new TreeMap<>(WITHOUT_OWNER));
  }

  @Test
  void shouldHaveTheMembersThatNobodyKnowsHere() throws Exception {
    change("topics.json", "\"topicName\":\"TopicPlain\"", "\"topicName\":\"TopicPlain\",\"x\":1");
    change("consumerOffset.json", "\"pullOffsetTable\":{", "\"pullOffsetTable\":{\"A@B\":{7:8},");
    change(
        "subscriptionGroup.json",
        "\"groupRetryPolicy\":{",
        "\"groupRetryPolicy\":{\"customizedRetryPolicy\":{\"next\":[1000,2000]},");
    change("subscriptionGroup.json", "\"forbiddenTable\":{", "\"forbiddenTable\":{\"G\":{\"T\":1}");

    live();

    assertThat(config.resolve("topics.json")).content().containsPattern("TopicPlain\"[^}]*\"x\":1");
    assertThat(config.resolve("topics.json")).content().contains("\"queue.type\":\"BatchCQ\"");
    assertThat(config.resolve("consumerOffset.json"))
        .content()
        .containsPattern("\"A@B\":\\{\\s+\"7\":8");
    assertThat(config.resolve("consumerOffset.json"))
        .content()
        .containsPattern("\"groupTopicMap\":\\{[^}]*\"CG\":\\[\\s+\"Fresh\"\\s+\\]");
    assertThat(config.resolve("subscriptionGroup.json"))
        .content()
        .containsPattern("\"next\":\\[\\s+1000,\\s+2000\\s+\\]")
        .containsPattern("\"G\":\\{\\s+\"T\":1");
  }
}
