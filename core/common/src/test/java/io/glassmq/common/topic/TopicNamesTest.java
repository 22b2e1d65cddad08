package io.glassmq.common.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glassmq.common.GoldenVectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopicNamesTest {

  static Stream<JsonNode> groups() {
    return GoldenVectors.cases("names").filter(c -> c.has("retryTopic"));
  }

  @ParameterizedTest
  @MethodSource("groups")
  void shouldNameTheTopicsOfAGroupAsTheOfficialOne(JsonNode golden) {
    String group = golden.path("group").asText();

    assertThat(TopicNames.retryTopic(group)).isEqualTo(golden.path("retryTopic").asText());
    assertThat(TopicNames.deadLetterTopic(group)).isEqualTo(golden.path("dlqTopic").asText());
    assertThat(TopicNames.replyTopic("DefaultCluster"))
        .isEqualTo(golden.path("replyTopicOfCluster(DefaultCluster)").asText());
    assertThat(TopicNames.isRetryTopic(TopicNames.retryTopic(group))).isTrue();
    assertThat(TopicNames.isRetryTopic(TopicNames.deadLetterTopic(group))).isFalse();
    assertThat(TopicNames.isDeadLetterTopic(TopicNames.deadLetterTopic(group))).isTrue();
  }
}
