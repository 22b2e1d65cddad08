package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glassmq.common.message.MessageProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What dispatch makes of the log of an official broker. */
class OfficialDispatchTest {
  private static final int LONGEST_COMPARED = 4_000;

  @TempDir Path folder;

  static Stream<JsonNode> tags() throws IOException {
    return StreamSupport.stream(
        OfficialStore.json("tags-code.json").get("cases").spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("tags")
  void shouldHashTagsAlike(JsonNode golden) {
    JsonNode tags = golden.get("tags");
    var properties = new StringBuilder();
    MessageProperties.append(properties, "TAGS", tags.isNull() ? null : tags.asText());

    var record = new DispatchRequest("A", 0, 0, 0, 100, 1, 0, properties.toString());

    assertThat(record.tagsCode()).isEqualTo(golden.get("single").asLong());
  }

  /** Plain, batch and delayed messages, whose units say when they are due. */
  @Test
  void shouldMakeTheSameQueuesByteForByte() throws Exception {
    Path root = OfficialStore.unpack("clean", folder);
    Map<String, String> official = queueFiles(root);
    TestStore.delete(root.resolve("consumequeue"));
    TestStore.delete(root.resolve("batchconsumequeue"));
    Files.delete(root.resolve("checkpoint"));

    OfficialStore.open(root).close();

    assertThat(queueFiles(root)).isEqualTo(official).hasSizeGreaterThan(20);
  }

  /** What was written into each file of a queue, as hex. */
  private static Map<String, String> queueFiles(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.filter(each -> each.toString().contains("consumequeue")).toList()) {
        if (Files.isRegularFile(path)) {
          try (var in = Files.newInputStream(path)) {
            String hex = HexFormat.of().formatHex(in.readNBytes(LONGEST_COMPARED));
            files.put(root.relativize(path) + " " + Files.size(path), hex);
          }
        }
      }
    }
    return files;
  }
}
