package io.glassmq.remoting.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.remoting.exception.RemotingCommandException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonHeaderTest {
  private static RemotingCommand decode(String header) throws RemotingCommandException {
    return JsonHeader.decode(ByteBuffer.wrap(header.getBytes(UTF_8)));
  }

  private static RemotingCommand writtenAndRead(RemotingCommand command)
      throws RemotingCommandException {
    return JsonHeader.decode(ByteBuffer.wrap(JsonHeader.encode(command)));
  }

  /** FC-3. */
  @Test
  void shouldBearTheHabitsOfAllPeers() throws Exception {
    String header =
        """
            { "version" : "333", "flag":"1","unknown":{"a":[1,{}]},"opaque":-7 , "code":"105",
              "language":1, "remark":null, "serializeTypeCurrentRPC":"JSON",
              "extFields":{"i":3,"b":true,"f":1.50,"o":{"x":[1,"y"]},"a":[ ],"n":null,"":"e"} }
            """;

    RemotingCommand command = decode(header);

    assertThat(command.code()).isEqualTo(105);
    assertThat(command.version()).isEqualTo(333);
    assertThat(command.flag()).isEqualTo(1);
    assertThat(command.opaque()).isEqualTo(-7);
    assertThat(command.language()).isEqualTo(LanguageCode.CPP);
    assertThat(command.remark()).isNull();
    assertThat(command.extFields())
        .isEqualTo(
            Map.of(
                "i", "3", "b", "true", "f", "1.50", "o", "{\"x\":[1,\"y\"]}", "a", "[]", "", "e"));
  }

  /** FC-3. */
  @ParameterizedTest
  @ValueSource(strings = {"\"KLINGON\"", "99", "-1", "null"})
  void shouldBearALanguageThatNobodyKnows(String language) throws Exception {
    var command = decode("{\"code\":1,\"language\":" + language + "}");

    assertThat(command.language()).isNull();
    assertThat(writtenAndRead(command).language()).isEqualTo(LanguageCode.OTHER);
  }

  @Test
  void shouldTakeAMissingLanguageForJava() throws Exception {
    assertThat(decode("{}").language()).isEqualTo(LanguageCode.JAVA);
  }

  /** FC-4. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "7",
        "{\"code\":}",
        "{\"code\":{}}",
        "{\"code\":[1]}",
        "{\"code\":true}",
        "{\"code\":1.5}",
        "{\"code\":\"x\"}",
        "{\"code\":99999999999}",
        "{\"extFields\":[]}",
        "{\"extFields\":\"x\"}",
        "{\"extFields\":{\"a\"",
        "{\"extFields\":{\"a\":}}",
        "{'code':1}",
        "{code:1}",
        "{} {}",
        "{\"remark\":\"\u0001\"}"
      })
  void shouldRefuseBrokenJson(String header) {
    assertThatThrownBy(() -> decode(header))
        .isInstanceOf(RemotingCommandException.class)
        .message()
        .hasLineCount(1);
  }

  /** FC-4. */
  @Test
  void shouldRefuseAFlightOfBrackets() {
    assertThatThrownBy(() -> decode("{\"extFields\":{\"a\":" + "[".repeat(1 << 20)))
        .isInstanceOf(RemotingCommandException.class);
  }

  @Test
  void shouldTellAHeaderWithoutFieldsFromNoHeader() throws Exception {
    var none = RemotingCommand.success();
    var empty = RemotingCommand.success();
    empty.extFields(Map.of());

    assertThat(writtenAndRead(none).extFields()).isNull();
    assertThat(writtenAndRead(empty).extFields()).isEmpty();
  }
}
