package io.glassmq.common.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.glassmq.common.GoldenVectors;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchEntryTest {
  private final JsonNode golden = GoldenVectors.cases("batch-body").findFirst().orElseThrow();
  private final byte[] goldenBody = HexFormat.of().parseHex(golden.path("encodedHex").asText());

  @Nested
  class Encode {
    @Test
    void shouldWriteAsTheOfficialOne() {
      List<Message> messages = new ArrayList<>();
      for (JsonNode each : golden.path("messages")) {
        var message = new Message();
        message.setFlag(each.path("flag").asInt());
        message.setBody(HexFormat.of().parseHex(each.path("bodyHex").asText()));
        Map<String, String> properties = new LinkedHashMap<>();
        each.path("properties").forEach(p -> properties.put(p.get(0).asText(), p.get(1).asText()));
        message.setProperties(properties);
        messages.add(message);
      }

      assertThat(BatchEntry.encode(messages)).isEqualTo(goldenBody);
    }

    @Test
    void shouldRefusePropertiesThatDoNotFit() {
      var message = new Message("T", new byte[1]);
      message.putProperty("long", "x".repeat(MessageProperties.MAX_ENCODED_BYTES));

      assertThatThrownBy(() -> BatchEntry.encode(List.of(message)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("32767");
    }
  }

  @Nested
  class Decode {
    @Test
    void shouldReadWhatTheOfficialOneWrote() {
      List<BatchEntry> entries = BatchEntry.decode(ByteBuffer.wrap(goldenBody));

      assertThat(entries).extracting(BatchEntry::flag).containsExactly(0, 5, 10);
      assertThat(entries)
          .extracting(entry -> new String(entry.body(), StandardCharsets.UTF_8))
          .containsExactly("body 0", "body 1", "body 2");
      assertThat(entries)
          .extracting(entry -> new String(entry.properties(), StandardCharsets.UTF_8))
          .extracting(MessageProperties::decode)
          .extracting(properties -> properties.get("UNIQ_KEY"))
          .containsExactly("ID0", "ID1", "ID2");
    }

    @Test
    void shouldRefuseABodyThatWasCutWithinAnEntry() {
      int entryLength = goldenBody.length / 3;

      IntStream.range(1, goldenBody.length)
          .filter(length -> length % entryLength != 0)
          .forEach(
              length ->
                  assertThatThrownBy(
                          () -> BatchEntry.decode(ByteBuffer.wrap(goldenBody, 0, length)))
                      .isInstanceOf(IllegalArgumentException.class)
                      .hasMessageStartingWith("Broken batch"));
    }

    @ParameterizedTest
    @CsvSource({
      "0, -1",
      "0, 0",
      "0, 48",
      "0, 50",
      "0, 2147483647", // total size
      "16, -1",
      "16, 5",
      "16, 7",
      "16, 2147483647", // body length
      "24, -1",
      "24, 2147483647" // properties length and what follows it
    })
    void shouldRefuseALengthThatDoesNotFit(int at, int length) {
      ByteBuffer.wrap(goldenBody).putInt(at, length);

      assertThatThrownBy(() -> BatchEntry.decode(ByteBuffer.wrap(goldenBody)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("Broken batch");
    }
  }
}
