package io.glassmq.common.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glassmq.common.GoldenVectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NamespaceTest {
  static Stream<JsonNode> names() {
    return GoldenVectors.cases("names").filter(golden -> golden.has("wrapped"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void shouldWrapAndUnwrapAsTheOfficialClientDoes(JsonNode golden) {
    var namespace = new Namespace(GoldenVectors.text(golden, "namespace"));

    String wrapped = namespace.wrap(golden.path("resource").asText());

    assertThat(wrapped).isEqualTo(golden.path("wrapped").asText());
    assertThat(namespace.unwrap(wrapped)).isEqualTo(golden.path("unwrappedAgain").asText());
  }
}
