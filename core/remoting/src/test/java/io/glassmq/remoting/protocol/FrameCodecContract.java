package io.glassmq.remoting.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.remoting.exception.RemotingCommandException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link FrameCodec} does; the numbers are those of its contract. */
abstract class FrameCodecContract {
  private final FrameCodec codec = codec();

  abstract FrameCodec codec();

  /** Head and body in one buffer. */
  private ByteBuffer encode(RemotingCommand command) {
    ByteBuffer head = codec.encodeHead(command);
    return ByteBuffer.allocate(head.remaining() + command.body().length)
        .put(head)
        .put(command.body())
        .flip();
  }

  private static ByteBuffer jsonFrame(String header) {
    byte[] bytes = header.getBytes(UTF_8);
    return ByteBuffer.allocate(8 + bytes.length)
        .putInt(4 + bytes.length)
        .putInt(bytes.length)
        .put(bytes)
        .flip();
  }

  private static void assertSame(RemotingCommand actual, RemotingCommand expected) {
    assertThat(actual.code()).isEqualTo(expected.code());
    assertThat(actual.language()).isEqualTo(expected.language());
    assertThat(actual.version()).isEqualTo(expected.version());
    assertThat(actual.opaque()).isEqualTo(expected.opaque());
    assertThat(actual.flag()).isEqualTo(expected.flag());
    assertThat(actual.remark()).isEqualTo(expected.remark());
    assertThat(actual.extFields()).isEqualTo(expected.extFields());
    assertThat(actual.body()).isEqualTo(expected.body());
    assertThat(actual.serializeType()).isEqualTo(expected.serializeType());
  }

  @Nested
  class FrameLength {
    @Test
    void shouldBeUnknownUntilFourBytesAreThere() throws Exception {
      assertThat(codec.frameLength(ByteBuffer.wrap(new byte[3]))).isZero();
    }

    @ParameterizedTest
    @CsvSource({"4,8", "100,104", "16777212,16777216"})
    void shouldIncludeTheLengthItself(int length, int expected) throws Exception {
      var bytes = ByteBuffer.allocate(7).position(3).putInt(3, length);

      assertThat(codec.frameLength(bytes)).isEqualTo(expected);
      assertThat(bytes.position()).isEqualTo(3);
    }

    /** FC-5. */
    @ParameterizedTest
    @ValueSource(ints = {16777213, Integer.MAX_VALUE, 0, 3, -1, Integer.MIN_VALUE})
    void shouldRefuseWhatNoFrameCanHave(int length) {
      assertThatThrownBy(() -> codec.frameLength(ByteBuffer.allocate(4).putInt(0, length)))
          .isInstanceOf(RemotingCommandException.class)
          .hasMessageContaining(Integer.toString(length));
    }
  }

  @Nested
  class Decode {
    /** FC-1. */
    @Test
    void shouldReadEveryGoldenFrameAndWriteItWithTheSameMeaning() throws Exception {
      List<GoldenFrame> frames = GoldenFrame.all();
      assertThat(frames).hasSize(1037);

      for (GoldenFrame frame : frames) {
        RemotingCommand command = codec.decode(frame.buffer());

        assertThat(command.code()).as(frame.file()).isEqualTo(frame.code());
        assertThat(command.opaque()).as(frame.file()).isEqualTo(frame.opaque());
        assertThat(command.flag()).as(frame.file()).isEqualTo(frame.flag());
        assertThat(command.isResponse()).as(frame.file()).isEqualTo(frame.isResponse());
        assertThat(command.serializeType()).as(frame.file()).isEqualTo(frame.serializeType());
        assertThat(command.body()).as(frame.file()).hasSize(frame.bodyLength());
        assertSame(codec.decode(encode(command)), command);
      }
    }

    @Test
    void shouldReadTheFramesOfTheReferenceFieldByField() throws Exception {
      byte[] json = getClass().getResourceAsStream("/vectors/remoting-command.json").readAllBytes();
      var cases = RemotingSerializable.decode(json, Cases.class).cases();
      assertThat(cases).hasSize(12);

      for (Case expected : cases) {
        var frame = ByteBuffer.wrap(HexFormat.of().parseHex(expected.frameHex()));

        RemotingCommand command = codec.decode(frame);

        assertThat(command.code()).isEqualTo(expected.code());
        assertThat(command.flag()).isEqualTo(expected.flag());
        assertThat(command.language()).isEqualTo(expected.language());
        assertThat(command.version()).isEqualTo(expected.version());
        assertThat(command.opaque()).isEqualTo(expected.opaque());
        assertThat(command.remark()).isEqualTo(expected.decodedRemark());
        assertThat(command.extFields()).isEqualTo(expected.fields());
        assertThat(HexFormat.of().formatHex(command.body())).isEqualTo(expected.bodyText());
        assertSame(codec.decode(encode(command)), command);
      }
    }

    /** FC-3. */
    @Test
    void shouldBearTheHabitsOfAllPeers() throws Exception {
      var frame =
          jsonFrame(
              """
              { "version" : "333", "flag":"1","unknown":{"a":[1,{}]},"opaque":-7 , "code":"105",
                "language":1, "remark":null, "serializeTypeCurrentRPC":"JSON",
                "extFields":{"i":3,"b":true,"f":1.50,"o":{"x":[1,"y"]},"a":[ ],"n":null,"":"e"} }
              """);

      RemotingCommand command = codec.decode(frame);

      assertThat(command.code()).isEqualTo(105);
      assertThat(command.version()).isEqualTo(333);
      assertThat(command.flag()).isEqualTo(1);
      assertThat(command.opaque()).isEqualTo(-7);
      assertThat(command.language()).isEqualTo(LanguageCode.CPP);
      assertThat(command.remark()).isNull();
      assertThat(command.extFields())
          .isEqualTo(
              Map.of(
                  "i",
                  "3",
                  "b",
                  "true",
                  "f",
                  "1.50",
                  "o",
                  "{\"x\":[1,\"y\"]}",
                  "a",
                  "[]",
                  "",
                  "e"));
    }

    /** FC-3. */
    @ParameterizedTest
    @ValueSource(strings = {"\"KLINGON\"", "99", "-1", "null"})
    void shouldBearALanguageThatNobodyKnows(String language) throws Exception {
      var command = codec.decode(jsonFrame("{\"code\":1,\"language\":" + language + "}"));

      assertThat(command.language()).isNull();
      assertThat(codec.decode(encode(command)).language()).isEqualTo(LanguageCode.OTHER);
    }

    @Test
    void shouldTakeAMissingLanguageForJava() throws Exception {
      assertThat(codec.decode(jsonFrame("{}")).language()).isEqualTo(LanguageCode.JAVA);
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
      assertThatThrownBy(() -> codec.decode(jsonFrame(header)))
          .isInstanceOf(RemotingCommandException.class)
          .message()
          .hasLineCount(1);
    }

    /** FC-4. */
    @Test
    void shouldRefuseAFlightOfBrackets() {
      assertThatThrownBy(
              () -> codec.decode(jsonFrame("{\"extFields\":{\"a\":" + "[".repeat(1 << 20))))
          .isInstanceOf(RemotingCommandException.class);
    }

    /** FC-4. */
    @ParameterizedTest
    @ValueSource(
        strings = {
          "00000004 00000000", // no header
          "00000004 00000001", // header longer than the frame
          "00000006 02000002 7b7d", // unknown type
          "00000005 01000001 00", // binary header cut
          "00000019 01000015 0001 00 0001 00000000 00000000 ffffffff 00000000", // negative remark
          "00000019 01000015 0001 00 0001 00000000 00000000 00000000 7fffffff", // fields too long
          "0000001b 01000017 0001 00 0001 00000000 00000000 00000000 00000002 ffff", // negative
          // name
          "0000001c 01000018 0001 00 0001 00000000 00000000 00000000 00000003 000161" // no value
        })
    void shouldRefuseLengthsThatDoNotFit(String hex) {
      var frame = ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));

      assertThatThrownBy(() -> codec.decode(frame)).isInstanceOf(RemotingCommandException.class);
    }

    @Test
    void shouldRefuseMoreOrLessThanOneFrame() {
      byte[] frame = GoldenFrame.all().get(0).bytes();

      assertThatThrownBy(() -> codec.decode(ByteBuffer.wrap(frame, 0, frame.length - 1)))
          .isInstanceOf(RemotingCommandException.class);
    }

    /** What the file of the reference says about one frame. */
    record Case(
        int code,
        int flag,
        LanguageCode language,
        int version,
        int opaque,
        String serialize,
        String frameHex,
        Map<String, String> decodedExtFields,
        String decodedRemark,
        String decodedBodyHex) {

      /** The reference keeps the name of an empty binary value; we keep nothing. */
      Map<String, String> fields() {
        return decodedExtFields != null && decodedExtFields.containsValue(null)
            ? null
            : decodedExtFields;
      }

      String bodyText() {
        return decodedBodyHex == null ? "" : decodedBodyHex;
      }
    }

    record Cases(List<Case> cases) {}
  }

  @Nested
  class EncodeHead {
    /** FC-1. */
    @ParameterizedTest
    @EnumSource
    void shouldKeepEveryTextAsItIs(SerializeType type) throws Exception {
      var command =
          RemotingCommand.createResponse(
                  ResponseCode.SYSTEM_ERROR, "\"\\/\b\n\u0001\u007f\u2028 ü中😀")
              .addField("key \"x\"", "TAGS\u0001a\u0002")
              .addField("ü", "\\u0041")
              .serializeType(type);

      assertSame(codec.decode(encode(command)), command);
    }

    /** FC-2. */
    @Test
    void shouldUseJsonForCodesThatTheBinaryFormWouldCut() throws Exception {
      var pop =
          RemotingCommand.createRequest(RequestCode.POP_MESSAGE)
              .serializeType(SerializeType.ROCKETMQ);

      RemotingCommand read = codec.decode(encode(pop));

      assertThat(read.requestCode()).isEqualTo(RequestCode.POP_MESSAGE);
      assertThat(read.serializeType()).isEqualTo(SerializeType.JSON);
    }

    @Test
    void shouldTellAHeaderWithoutFieldsFromNoHeader() throws Exception {
      var none = RemotingCommand.success();
      var empty = RemotingCommand.success();
      empty.extFields(Map.of());

      assertThat(codec.decode(encode(none)).extFields()).isNull();
      assertThat(codec.decode(encode(empty)).extFields()).isEmpty();
    }

    @Test
    void shouldRefuseAFrameThatNobodyWouldAccept() {
      var command = RemotingCommand.success().body(new byte[FrameCodec.MAX_FRAME_BYTES - 8]);

      assertThatIllegalArgumentException().isThrownBy(() -> codec.encodeHead(command));
    }
  }
}
