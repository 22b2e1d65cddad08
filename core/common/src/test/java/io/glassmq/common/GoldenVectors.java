package io.glassmq.common;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the official classes did, written down: cases by file name. */
public final class GoldenVectors {
  private GoldenVectors() {}

  /** The cases of one file, each a JSON object. */
  public static Stream<JsonNode> cases(String name) {
    try (var in = GoldenVectors.class.getResourceAsStream("/vectors/" + name + ".json")) {
      JsonNode cases = new ObjectMapper().readTree(in).path("cases");
      return StreamSupport.stream(cases.spliterator(), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A member as text; null when it is null or not there. */
  public static String text(JsonNode node, String member) {
    JsonNode value = node.path(member);
    return value.isMissingNode() || value.isNull() ? null : value.asText();
  }

  /** A JSON object of texts. */
  public static Map<String, String> map(JsonNode node) {
    Map<String, String> map = new HashMap<>();
    node.properties().forEach(member -> map.put(member.getKey(), member.getValue().asText()));
    return map;
  }
}
