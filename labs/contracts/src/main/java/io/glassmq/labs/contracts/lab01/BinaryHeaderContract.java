package io.glassmq.labs.contracts.lab01;

import static io.glassmq.labs.contracts.lab01.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.labs.Meaning;
import io.glassmq.labs.Step;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.LanguageCode;
import io.glassmq.remoting.protocol.RemotingCommand;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every binary header does: steps 4 and 5 of {@link FrameCodecContract}. */
abstract class BinaryHeaderContract {
  /** Reads a binary header, without the eight bytes before it. */
  protected abstract RemotingCommand readBinary(ByteBuffer header) throws RemotingCommandException;

  /** Writes a binary header, without the eight bytes before it. */
  protected abstract byte[] writeBinary(RemotingCommand command);

  /** Step 4. */
  @Nested
  @Step(4)
  public class ReadBinary {
    /** Code 105, language 0, version 513, opaque 7, flag 1. */
    private static final String FIXED = "0069 00 0201 00000007 00000001";

    private RemotingCommand read(String hex) throws RemotingCommandException {
      return readBinary(Frames.bytes(hex));
    }

    @Test
    @Meaning("each number would be taken for another one: the broker would run the wrong request.")
    void shouldReadTheFixedPartInItsOrder() throws Exception {
      RemotingCommand command = read(FIXED + "00000000 00000000");

      assertThat(command.code()).as("code").isEqualTo(105);
      assertThat(command.language()).as("language").isEqualTo(LanguageCode.JAVA);
      assertThat(command.version()).as("version").isEqualTo(513);
      assertThat(command.opaque()).as("opaque").isEqualTo(7);
      assertThat(command.flag()).as("flag").isEqualTo(1);
    }

    @Test
    @Meaning("the remark says why a request failed: users would see nothing, or strange letters.")
    void shouldReadTheRemarkAsUtf8() throws Exception {
      RemotingCommand command = read(FIXED + "0000000a e4b8ade6968720e282ac 00000000");

      assertThat(command.remark()).as("remark").isEqualTo("中文 €");
    }

    @Test
    @Meaning("the fields say which topic and queue is meant; the broker would not know.")
    void shouldReadEveryField() throws Exception {
      String fields = "0005 746f706963 00000002 5431" + "0001 64 00000001 34";

      RemotingCommand command = read(FIXED + "00000000 00000015" + fields);

      assertThat(command.extFields()).as("fields").isEqualTo(Map.of("topic", "T1", "d", "4"));
    }

    /** FC-1. */
    @Test
    @Meaning(
        value = "a remark, a value or fields that nobody sent would seem to have been sent empty.",
        hint = 2)
    void shouldTakeATextOfNoBytesForNone() throws Exception {
      RemotingCommand empty = read(FIXED + "00000000 00000000");
      RemotingCommand halfEmpty =
          read(FIXED + "00000000 0000000f 0001 6e 00000000 0001 64 00000001 34");

      assertThat(empty.remark()).as("a remark of 0 bytes").isNull();
      assertThat(empty.extFields()).as("fields of 0 bytes").isNull();
      assertThat(halfEmpty.extFields())
          .as("fields, of which n has no value")
          .isEqualTo(Map.of("d", "4"));
    }

    @Test
    @Meaning(value = "a client in a new language could not talk to the broker at all.", hint = 2)
    void shouldBearALanguageThatNobodyKnows() throws Exception {
      assertThat(read("0069 63 0201 00000007 00000000 00000000 00000000").language())
          .as("language number 99")
          .isNull();
    }

    /** FC-4. */
    @Test
    @Meaning(value = "a cut header would end in an exception that nobody expects.", hint = 3)
    void shouldRefuseAHeaderThatEndsTooEarly() {
      String whole =
          (FIXED + "00000002 6f6b 0000000d 0005 746f706963 00000002 5431").replace(" ", "");
      for (int digits = 0; digits < whole.length(); digits += 2) {
        String cut = whole.substring(0, digits);
        assertRefused("the first " + digits / 2 + " bytes of a header", () -> read(cut));
      }
    }

    /** FC-4. */
    @Test
    @Meaning(
        value = "four bytes from a stranger would make the broker reserve 2 GB, and die of it.",
        hint = 3)
    void shouldCheckALengthBeforeItBelievesIt() {
      assertRefused("a remark of -1 bytes", () -> read(FIXED + "ffffffff 00000000"));
      assertRefused("a remark of 2 GB", () -> read(FIXED + "7fffffff 00000000"));
      assertRefused("fields of -1 bytes", () -> read(FIXED + "00000000 ffffffff"));
      assertRefused("fields of 2 GB", () -> read(FIXED + "00000000 7fffffff"));
      assertRefused("a name of -1 bytes", () -> read(FIXED + "00000000 00000002 ffff"));
      assertRefused("a value of 2 GB", () -> read(FIXED + "00000000 00000007 0001 61 7fffffff"));
      assertRefused(
          "a field that ends behind all fields",
          () -> read(FIXED + "00000000 00000003 0001 61 00000001 62"));
    }
  }

  /** Step 5. */
  @Nested
  @Step(5)
  public class WriteBinary {
    private void assertWritten(RemotingCommand command, String hex) {
      assertThat(HexFormat.of().formatHex(writeBinary(command)))
          .as("binary header of %s", command)
          .isEqualTo(hex.replace(" ", ""));
    }

    private RemotingCommand received(LanguageCode language, int flag, String remark) {
      return RemotingCommand.received(105, language, 513, 7, flag, remark);
    }

    @Test
    @Meaning("the official client reads each number at its place, and would misread this header.")
    void shouldWriteAHeaderWithoutTextsIn21Bytes() {
      assertWritten(
          received(LanguageCode.GO, 0, null), "0069 09 0201 00000007 00000000 00000000 00000000");
    }

    @Test
    @Meaning("these bytes are those of the official encoder: clients would not find the topic.")
    void shouldWriteAFieldAsTheOfficialEncoderDoes() {
      var request = received(LanguageCode.JAVA, 0, null).addField("topic", "T1");

      assertWritten(
          request,
          "0069 00 0201 00000007 00000000 00000000 0000000d 0005 746f706963 00000002 5431");
    }

    @Test
    @Meaning(
        value = "a remark in Chinese has more bytes than letters: all behind it would be misread.",
        hint = 2)
    void shouldCountBytesAndNotLetters() {
      assertWritten(
          received(LanguageCode.JAVA, 1, "中").addField("é", "€"),
          "0069 00 0201 00000007 00000001 00000003 e4b8ad 0000000b 0002 c3a9 00000003 e282ac");
    }

    @Test
    @Meaning(
        value = "the broker would fail to pass on what a client in a new language sent.",
        hint = 2)
    void shouldWriteOtherForALanguageThatNobodyKnows() {
      assertWritten(received(null, 0, null), "0069 07 0201 00000007 00000000 00000000 00000000");
    }

    @Test
    @Meaning(value = "messages with many properties would fail, and only those.", hint = 2)
    void shouldHaveRoomForLongTexts() throws Exception {
      var command =
          received(LanguageCode.JAVA, 0, "中".repeat(50_000)).addField("k", "v".repeat(50_000));

      byte[] header = writeBinary(command);

      assertThat(header).as("header").hasSize(21 + 150_000 + 2 + 1 + 4 + 50_000);
    }
  }
}
