package io.glassmq.common.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glassmq.common.GoldenVectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopicValidatorTest {

  static Stream<JsonNode> names() {
    return GoldenVectors.cases("name-validation");
  }

  @ParameterizedTest
  @MethodSource("names")
  void shouldAcceptWhatTheOfficialBrokerAccepts(JsonNode golden) {
    String name = GoldenVectors.text(golden, "name");

    assertThat(TopicValidator.problemOfTopic(name).isEmpty())
        .isEqualTo(golden.path("brokerTopicValid").asBoolean());
    assertThat(TopicValidator.problemOfGroup(name).isEmpty())
        .isEqualTo(golden.path("brokerGroupValid").asBoolean());
    assertThat(TopicValidator.isNotAllowedSendTopic(name))
        .isEqualTo(golden.path("isNotAllowedSendTopic").asBoolean());
    if (name != null) {
      assertThat(TopicValidator.isSystemTopic(name))
          .isEqualTo(golden.path("isSystemTopic").asBoolean());
    }
  }

  @Test
  void shouldSayWhatIsWrong() {
    assertThat(TopicValidator.problemOfTopic(" ")).contains("The specified topic is blank.");
    assertThat(TopicValidator.problemOfTopic("a+b"))
        .contains(
            "The specified topic: a+b, contains illegal characters, allowing only"
                + " ^[%|a-zA-Z0-9_-]+$");
    assertThat(TopicValidator.problemOfTopic("a".repeat(128)).orElseThrow())
        .startsWith("The specified topic: aaa")
        .endsWith("a, is longer than topic max length: 127");
  }
}
