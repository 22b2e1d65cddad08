package io.glassmq.client.impl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.glassmq.client.fake.Vectors;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompressedBodyTest {
  static Stream<JsonNode> zlib() {
    return Vectors.cases("compression.json").filter(c -> c.get("type").asText().equals("ZLIB"));
  }

  static Stream<JsonNode> others() {
    return Vectors.cases("compression.json").filter(c -> !c.get("type").asText().equals("ZLIB"));
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
  @MethodSource("zlib")
  void shouldReadWhatOfficialClientsCompressed(JsonNode example) {
    assertThat(CompressedBody.decompress(compressed(example), 0x301)).isEqualTo(original(example));
    assertThat(CompressedBody.decompress(compressed(example), 0x001)).isEqualTo(original(example));
  }

  @ParameterizedTest
  @MethodSource("zlib")
  void shouldReadWhatItCompressedItself(JsonNode example) {
    byte[] compressed = CompressedBody.compress(original(example));

    assertThat(CompressedBody.decompress(compressed, CompressedBody.SYS_FLAG))
        .isEqualTo(original(example));
  }

  @ParameterizedTest
  @MethodSource("others")
  void shouldNameTheLibraryThatIsMissing(JsonNode example) {
    int sysFlag = example.get("sysFlagBits").asInt() | 1;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CompressedBody.decompress(compressed(example), sysFlag))
        .withMessageMatching(".*(LZ4|zstd) library.*");
  }

  @Test
  void shouldLeaveABodyAloneThatIsNotCompressed() {
    byte[] body = {1, 2, 3};

    assertThat(CompressedBody.decompress(body, 0x300)).isSameAs(body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "785e", "785e4b040000620061"})
  void shouldRefuseBytesThatAreNoWholeBody(String hex) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CompressedBody.decompress(HexFormat.of().parseHex(hex), 0x301));
  }
}
