package io.glassmq.remoting.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What official programs once said to each other is read, and written with the same meaning. */
class GoldenFramesTest {
  private final FrameCodec codec = FrameCodec.standard();

  /** Head and body in one buffer. */
  private ByteBuffer encode(RemotingCommand command) {
    ByteBuffer head = codec.encodeHead(command);
    return ByteBuffer.allocate(head.remaining() + command.body().length)
        .put(head)
        .put(command.body())
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
