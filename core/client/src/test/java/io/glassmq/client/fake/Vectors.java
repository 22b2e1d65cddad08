package io.glassmq.client.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

/** Golden data: what the official client answered to these questions. */
public final class Vectors {
  private Vectors() {}

  /** The cases of one file, which may be packed with gzip. */
  public static Stream<JsonNode> cases(String name) {
    return elements(name, "cases");
  }

  /** A strategy of a special making, from the odd cases of allocation. */
  public static JsonNode constructed(String what) {
    return elements("alloc/odd-cases.json.gz", "construction")
        .filter(example -> example.get("case").asText().equals(what))
        .findAny()
        .orElseThrow();
  }

  private static Stream<JsonNode> elements(String name, String field) {
    try (InputStream file = Vectors.class.getResourceAsStream("/vectors/" + name)) {
      InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(file) : file;
      JsonNode cases = new ObjectMapper().readTree(plain).get(field);
      return StreamSupport.stream(cases.spliterator(), false);
    } catch (IOException e) {
      throw new AssertionError("no golden data " + name, e);
    }
  }
}
