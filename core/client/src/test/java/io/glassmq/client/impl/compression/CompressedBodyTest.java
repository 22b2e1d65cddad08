package io.glassmq.client.impl.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.glassmq.client.fake.Vectors;
import io.glassmq.common.compression.CompressionType;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CompressedBodyTest {
  static Stream<JsonNode> all() {
    return Vectors.cases("compression.json");
  }

  private static CompressionType type(JsonNode example) {
    return CompressionType.of(example.get("type").asText());
  }

  private static byte[] original(JsonNode example) {
    var body = new byte[example.get("originalLength").asInt()];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) ('a' + i / 7 % 26);
    }
    return body;
  }

  private static byte[] compressed(JsonNode example) {
    return HexFormat.of().parseHex(example.get("compressedHex").asText());
  }

  @ParameterizedTest
  @MethodSource("all")
  void shouldReadWhatOfficialClientsCompressed(JsonNode example) {
    int sysFlag = example.get("sysFlagBits").asInt() | 1;

    assertThat(sysFlag).isEqualTo(type(example).sysFlag());
    assertThat(CompressedBody.decompress(compressed(example), sysFlag))
        .isEqualTo(original(example));
  }

  @Test
  void shouldReadBodiesOfOldClientsThatNameNoType() {
    JsonNode zlib = all().filter(c -> type(c) == CompressionType.ZLIB).findFirst().orElseThrow();

    assertThat(CompressedBody.decompress(compressed(zlib), 0x001)).isEqualTo(original(zlib));
  }

  @ParameterizedTest
  @MethodSource("all")
  void shouldReadWhatItCompressedItself(JsonNode example) {
    int level = example.get("level").asInt();

    var compressed = CompressedBody.compress(original(example), type(example), level);

    assertThat(CompressedBody.decompress(compressed.bytes(), compressed.sysFlag()))
        .isEqualTo(original(example));
  }

  @Test
  void shouldMakeABodySmaller() {
    var body = new byte[5_000];

    for (CompressionType type : CompressionType.values()) {
      assertThat(CompressedBody.compress(body, type, 5).bytes()).hasSizeLessThan(100);
    }
  }

  @Test
  void shouldLeaveABodyAloneThatIsNotCompressed() {
    byte[] body = {1, 2, 3};

    assertThat(CompressedBody.decompress(body, 0x300)).isSameAs(body);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 301",
    "00, 301",
    "785e, 301",
    "785e4b040000620061, 301",
    "00010203040506, 101",
    "04224d18607073010000, 101",
    "00010203040506, 201",
    "28b52ffd004808, 201",
    "00, 401"
  })
  void shouldRefuseBytesThatAreNoWholeBody(String hex, String sysFlag) {
    byte[] body = HexFormat.of().parseHex(hex);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CompressedBody.decompress(body, Integer.parseInt(sysFlag, 16)));
  }
}
