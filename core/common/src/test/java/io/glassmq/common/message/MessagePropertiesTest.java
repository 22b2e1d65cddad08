package io.glassmq.common.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glassmq.common.GoldenVectors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessagePropertiesTest {

  static Stream<JsonNode> encodings() {
    return GoldenVectors.cases("properties-string")
        .filter(c -> c.path("op").asText().equals("encode"));
  }

  static Stream<JsonNode> decodings() {
    return GoldenVectors.cases("properties-string")
        .filter(c -> c.path("op").asText().equals("decode"));
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void shouldEncodeAsTheOfficialOne(JsonNode golden) {
    Map<String, String> properties = null;
    if (!golden.path("input").isNull()) {
      properties = new LinkedHashMap<>();
      for (JsonNode pair : golden.path("input")) {
        properties.put(pair.get(0).asText(), pair.get(1).isNull() ? null : pair.get(1).asText());
      }
    }

    String encoded = MessageProperties.encode(properties);

    assertThat(encoded).isEqualTo(golden.path("encoded").asText());
    assertThat(MessageProperties.decode(encoded))
        .isEqualTo(GoldenVectors.map(golden.path("decodedAgain")));
  }

  @ParameterizedTest
  @MethodSource("decodings")
  void shouldDecodeAsTheOfficialOne(JsonNode golden) {
    assertThat(MessageProperties.decode(GoldenVectors.text(golden, "encoded")))
        .isEqualTo(GoldenVectors.map(golden.path("properties")));
  }

  @Nested
  class Append {
    @Test
    void shouldCloseThePairThatAnOldClientLeftOpen() {
      var text = new StringBuilder("a\u0001b");

      MessageProperties.append(text, "c", "d");

      assertThat(text).hasToString("a\u0001b\u0002c\u0001d\u0002");
    }

    @Test
    void shouldLeaveOutAPairWithoutValue() {
      var text = new StringBuilder("a\u0001b\u0002");

      MessageProperties.append(text, "c", null);

      assertThat(text).hasToString("a\u0001b\u0002");
    }
  }

  @Test
  void shouldFindOnePropertyWithoutReadingTheOthers() {
    String text = "XTAGS\1no\2KEYS\1TAGS\1x\2TAGS\1yes\2EMPTY\1\2LAST\1open";

    assertThat(MessageProperties.find(text, "TAGS")).isEqualTo("yes");
    assertThat(MessageProperties.find(text, "XTAGS")).isEqualTo("no");
    assertThat(MessageProperties.find(text, "LAST")).isEqualTo("open");
    assertThat(MessageProperties.find(text, "EMPTY")).isNull();
    assertThat(MessageProperties.find(text, "AST")).isNull();
    assertThat(MessageProperties.find("", "TAGS")).isNull();
  }
}
