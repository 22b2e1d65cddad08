package io.glassmq.common.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glassmq.common.GoldenVectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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

  @ParameterizedTest
  @MethodSource("groups")
  void shouldNamePopRetryTopicsAndFindTheOriginalTopicAgain(JsonNode golden) {
    String group = golden.path("group").asText();
    String topic = golden.path("topic").asText();
    String v1 = TopicNames.popRetryTopic(group, topic);
    String v2 = TopicNames.popRetryTopicV2(group, topic);

    assertThat(v1).isEqualTo(golden.path("popRetryV1").asText());
    assertThat(v2).isEqualTo(golden.path("popRetryV2").asText());
    assertThat(TopicNames.originalTopicOfPopRetry(v1, group)).isEqualTo(topic);
    assertThat(TopicNames.originalTopicOfPopRetry(v2, group)).isEqualTo(topic);
  }

  @Test
  void shouldLeaveTopicsAloneThatAreNoPopRetryTopicsOfTheGroup() {
    assertThat(TopicNames.originalTopicOfPopRetry("%RETRY%g", "g")).isEqualTo("%RETRY%g");
    assertThat(TopicNames.originalTopicOfPopRetry("%RETRY%g_", "g")).isEqualTo("%RETRY%g_");
    assertThat(TopicNames.originalTopicOfPopRetry("%RETRY%gx", "g")).isEqualTo("%RETRY%gx");
    assertThat(TopicNames.originalTopicOfPopRetry("Orders", "g")).isEqualTo("Orders");
  }

  @Test
  void shouldNameTheTopicsOfPopThatBelongToTheSystem() {
    assertThat(TopicNames.reviveTopic("DefaultCluster"))
        .isEqualTo("rmq_sys_REVIVE_LOG_DefaultCluster");
    assertThat(TopicNames.RMQ_SYS_WHEEL_TIMER_TOPIC).isEqualTo("rmq_sys_wheel_timer");
  }
}
