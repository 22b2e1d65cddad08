package io.glassmq.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.fake.Vectors;
import io.glassmq.common.message.Message;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValidatorsTest {
  static Stream<JsonNode> names() {
    return Vectors.cases("name-validation.json");
  }

  @ParameterizedTest
  @MethodSource("names")
  void shouldAcceptAndRefuseNamesAsTheOfficialClientDoes(JsonNode example) {
    String name = example.get("name").textValue();

    Throwable topic = catchThrowable(() -> Validators.checkTopic(name));
    Throwable group = catchThrowable(() -> Validators.checkGroup(name));

    assertThat(topic == null).isEqualTo(example.get("clientCheckTopic").asText().equals("ok"));
    assertThat(group == null).isEqualTo(example.get("clientCheckGroup").asText().equals("ok"));
  }

  @Test
  void shouldNotLetAnybodySendToTheBrokersOwnTopics() {
    var message = new Message("SCHEDULE_TOPIC_XXXX", new byte[1]);

    assertThat(catchThrowable(() -> Validators.checkMessage(message, 10)))
        .isInstanceOf(MQClientException.class)
        .hasMessageContaining("SCHEDULE_TOPIC_XXXX");
  }
}
