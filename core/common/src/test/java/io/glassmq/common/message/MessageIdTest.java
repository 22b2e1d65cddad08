package io.glassmq.common.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.glassmq.common.GoldenVectors;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdTest {

  static Stream<JsonNode> bothWays() {
    return GoldenVectors.cases("offset-msg-id")
        .filter(c -> c.path("op").asText().contains("encode"));
  }

  @ParameterizedTest
  @MethodSource("bothWays")
  void shouldEncodeAndDecodeAsTheOfficialOne(JsonNode golden) throws UnknownHostException {
    var host = InetAddress.getByName(golden.path("host").asText());
    var address = new InetSocketAddress(host, golden.path("port").asInt());
    var id = new MessageId(address, golden.path("offset").asLong());
    String text = golden.path("offsetMsgId").asText();

    assertThat(id.encode()).isEqualTo(text);
    assertThat(MessageId.decode(text)).isEqualTo(id);
  }

  @Test
  void shouldReadLowerCase() {
    MessageId id = MessageId.decode("7f00000100002a9f0000000000000000");

    assertThat(id).isEqualTo(new MessageId(new InetSocketAddress("127.0.0.1", 10911), 0));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "XYZ",
        "7F00000100002A9F00000000000000",
        "7F00000100002A9F0000000000000000FF",
        "7G00000100002A9F0000000000000000"
      })
  void shouldRefuseWhatIsNoId(String text) {
    assertThatThrownBy(() -> MessageId.decode(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
