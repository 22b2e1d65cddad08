package io.glassmq.labs.contracts.lab01;

import static io.glassmq.labs.contracts.lab01.Refusal.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.glassmq.broker.BrokerParts;
import io.glassmq.labs.LabContract;
import io.glassmq.labs.Meaning;
import io.glassmq.labs.Step;
import io.glassmq.labs.wire.OfficialClient;
import io.glassmq.labs.wire.WireContract;
import io.glassmq.namesrv.NamesrvParts;
import io.glassmq.remoting.RemotingParts;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.FrameCodec;
import io.glassmq.remoting.protocol.JsonHeader;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.SerializeType;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every {@link FrameCodec} does; FC-n are the numbers of its contract. */
@LabContract(1)
public abstract class FrameCodecContract extends BinaryHeaderContract {
  private final FrameCodec codec = codec();

  protected abstract FrameCodec codec();

  /** Step 1. */
  @Nested
  @Step(1)
  public class FrameLength {
    private int frameLength(String hex) throws RemotingCommandException {
      return codec.frameLength(Frames.bytes(hex));
    }

    @Test
    @Meaning("TCP may deliver the first three bytes alone: a broker that reads on here would fail.")
    void shouldBeZeroUntilFourBytesAreThere() throws Exception {
      assertThat(frameLength("")).as("length of a frame of which nothing is there").isZero();
      assertThat(frameLength("000000")).as("length when only 3 bytes are there").isZero();
    }

    @Test
    @Meaning(
        "the broker would cut each frame four bytes too early and lose its place in the stream.")
    void shouldCountTheFourBytesOfTheLengthItself() throws Exception {
      assertThat(frameLength("00000064")).as("length of the frame 00000064 ...").isEqualTo(104);
      assertThat(frameLength("00000004 00000000")).as("length of the shortest").isEqualTo(8);
    }

    @Test
    @Meaning("whoever cuts the stream asks again with the same buffer, and would read elsewhere.")
    void shouldReadAtThePositionAndLeaveItWhereItIs() throws Exception {
      ByteBuffer bytes = Frames.bytes("ffffff 00000064 00").position(3);

      int length = codec.frameLength(bytes);

      assertThat(length).as("length of the frame that begins at position 3").isEqualTo(104);
      assertThat(bytes.position()).as("position after the call").isEqualTo(3);
    }

    @Test
    @Meaning("clients may send frames of up to 16 MiB; their largest batches would be refused.")
    void shouldAcceptTheLongestFrame() throws Exception {
      assertThat(frameLength("00fffffc")).as("length").isEqualTo(FrameCodec.MAX_FRAME_BYTES);
    }

    /** FC-5. */
    @Test
    @Meaning("one wrong peer could make the broker wait for, or reserve, 2 GB of memory.")
    void shouldRefuseALengthThatNoFrameHas() {
      for (String hex : List.of("00fffffd", "7fffffff", "00000003", "00000000", "ffffffff")) {
        assertRefused("a length of " + hex, () -> frameLength(hex));
      }
    }
  }

  /** Step 2. */
  @Nested
  @Step(2)
  public class DecodeFrame {
    private RemotingCommand decode(String hex) throws RemotingCommandException {
      return codec.decode(Frames.bytes(hex));
    }

    @Test
    @Meaning("this frame was sent by the official client; the broker could not read its message.")
    void shouldReadAFrameOfTheOfficialClient() throws Exception {
      RemotingCommand send = decode(Frames.OFFICIAL_JSON);

      assertThat(send.requestCode()).as("code").isEqualTo(RequestCode.SEND_MESSAGE_V2);
      assertThat(send.opaque()).as("opaque").isEqualTo(33);
      assertThat(send.field("b")).as("field b, the topic").isEqualTo("VecTopic");
      assertThat(send.body()).as("body").asString(UTF_8).isEqualTo("hello sync");
      assertThat(send.serializeType()).as("type of header").isEqualTo(SerializeType.JSON);
    }

    @Test
    @Meaning(
        "the reader hands over a piece of a larger buffer: bytes of another frame would be read.")
    void shouldReadFromPositionToLimit() throws Exception {
      String frame = Frames.frame(0, "{\"code\":7}", "body");
      ByteBuffer between = Frames.bytes("ffff" + frame + "eeee");
      between.position(2).limit(between.capacity() - 2);

      RemotingCommand command = codec.decode(between);

      assertThat(command.code()).as("code").isEqualTo(7);
      assertThat(command.body()).as("body").asString(UTF_8).isEqualTo("body");
    }

    @Test
    @Meaning(value = "most answers have no body; each would look broken to its client.", hint = 2)
    void shouldReadAFrameWithoutABody() throws Exception {
      assertThat(decode(Frames.frame(0, "{\"code\":0}", "")).body()).as("body").isEmpty();
    }

    @Test
    @Meaning(
        value = "the buffer is used again for the next packet: messages would change in memory.",
        hint = 2)
    void shouldKeepNoReferenceToTheBuffer() throws Exception {
      ByteBuffer frame = Frames.bytes(Frames.frame(0, "{}", "first"));
      RemotingCommand command = codec.decode(frame);

      frame.clear().put(new byte[frame.capacity()]);

      assertThat(command.body())
          .as("body after the buffer changed")
          .asString(UTF_8)
          .isEqualTo("first");
    }

    /** FC-4. */
    @Test
    @Meaning(
        "a peer that lies about its header could read what belongs to others, or kill a thread.")
    void shouldRefuseAHeaderThatIsLongerThanTheFrame() {
      assertRefused("a header of 1 byte in a frame of 8", () -> decode("00000004 00000001"));
      assertRefused("a header of 16777215 bytes", () -> decode("00000006 00ffffff 7b7d"));
    }

    /** FC-4. */
    @Test
    @Meaning("a frame cut at the wrong place would be taken for a good one.")
    void shouldRefuseMoreOrLessThanOneFrame() {
      String frame = Frames.frame(0, "{}", "body");

      assertRefused("one byte too few", () -> decode(frame.substring(0, frame.length() - 2)));
      assertRefused("one byte too many", () -> decode(frame + "00"));
      assertRefused("three bytes", () -> decode("000000"));
    }

    /** FC-4. */
    @Test
    @Meaning("bytes in a form that nobody knows would be read as JSON.")
    void shouldRefuseAHeaderOfUnknownType() {
      assertRefused("a header of type 2", () -> decode(Frames.frame(2, "{}", "")));
      assertRefused("a header of type 255", () -> decode(Frames.frame(255, "{}", "")));
    }
  }

  /** Step 3. */
  @Nested
  @Step(3)
  public class EncodeHead {
    private final RemotingCommand command =
        RemotingCommand.createRequest(RequestCode.SEND_MESSAGE_V2)
            .body("0123456789".getBytes(UTF_8));

    @Test
    @Meaning("the other side cuts the stream by these eight bytes: it would close the connection.")
    void shouldBeginWithFrameLengthTypeAndHeaderLength() {
      int header = JsonHeader.encode(command).length;

      ByteBuffer head = codec.encodeHead(command);

      assertThat(head.getInt(0)).as("length of all that follows").isEqualTo(4 + header + 10);
      assertThat(head.get(4)).as("type of the header").isZero();
      assertThat(head.getInt(4) & 0xff_ffff).as("length of the header").isEqualTo(header);
    }

    @Test
    @Meaning("the broker would send the header of nobody, and clients would wait for an answer.")
    void shouldGoOnWithTheHeaderAndEndBeforeTheBody() {
      byte[] header = JsonHeader.encode(command);

      ByteBuffer head = codec.encodeHead(command);

      assertThat(head.remaining()).as("bytes to be read").isEqualTo(8 + header.length);
      assertThat(head.position(8).remaining()).as("bytes of header").isEqualTo(header.length);
      assertThat(head.slice()).as("header").isEqualTo(ByteBuffer.wrap(header));
    }

    @Test
    @Meaning(
        value =
            "pulled messages are sent out of the commit log: the frame would seem to end too early.",
        hint = 2)
    void shouldCountABodyThatLiesInAFile() {
      var pulled = RemotingCommand.success().transferBody(new BodyInAFile(1_000));
      int header = JsonHeader.encode(pulled).length;

      assertThat(codec.encodeHead(pulled).getInt(0))
          .as("length of all that follows, with a body of 1000 bytes")
          .isEqualTo(4 + header + 1_000);
    }

    /** FC-2. */
    @Test
    @Meaning(
        value = "a pop request (200050) would arrive as request 3442, which is another one.",
        hint = 2)
    void shouldUseJsonForNumbersThatTheBinaryFormWouldCut() {
      var pop =
          RemotingCommand.createRequest(RequestCode.POP_MESSAGE)
              .serializeType(SerializeType.ROCKETMQ);

      ByteBuffer head = codec.encodeHead(pop);

      assertThat(head.get(4)).as("type of the header, where ROCKETMQ was asked for").isZero();
      assertThat(head.get(8)).as("first byte of the header").isEqualTo((byte) '{');
    }

    @Test
    @Meaning("the other side would close the connection, and all who wait on it would fail.")
    void shouldRefuseAFrameThatNobodyWouldAccept() {
      var command = RemotingCommand.success().body(new byte[FrameCodec.MAX_FRAME_BYTES - 8]);

      assertThat(catchRefusal(command))
          .as("what came")
          .isInstanceOf(IllegalArgumentException.class);
    }

    private RuntimeException catchRefusal(RemotingCommand command) {
      try {
        codec.encodeHead(command);
        return null;
      } catch (RuntimeException e) {
        return e;
      }
    }
  }

  /** Step 6: nothing new to write, all that was written before together. */
  @Nested
  @Step(6)
  public class WholeFrames {
    private RemotingCommand response(SerializeType type) {
      return RemotingCommand.createResponse(ResponseCode.SYSTEM_ERROR, "\"\\\b\n\u0001 ü中😀")
          .addField("key \"x\"", "TAGS\u0001a\u0002")
          .serializeType(type)
          .body(new byte[] {1, 2, 3});
    }

    private void assertSame(RemotingCommand actual, RemotingCommand expected) {
      assertThat(actual.code()).as("code").isEqualTo(expected.code());
      assertThat(actual.language()).as("language").isEqualTo(expected.language());
      assertThat(actual.version()).as("version").isEqualTo(expected.version());
      assertThat(actual.opaque()).as("opaque").isEqualTo(expected.opaque());
      assertThat(actual.flag()).as("flag").isEqualTo(expected.flag());
      assertThat(actual.remark()).as("remark").isEqualTo(expected.remark());
      assertThat(actual.extFields()).as("fields").isEqualTo(expected.extFields());
      assertThat(actual.body()).as("body").isEqualTo(expected.body());
      assertThat(actual.serializeType()).as("type of header").isEqualTo(expected.serializeType());
    }

    /** FC-1. */
    @Test
    @Meaning("brokers that are set to the binary form would not understand each other.")
    void shouldReadWhatWasWrittenInBothForms() throws Exception {
      for (SerializeType type : SerializeType.values()) {
        RemotingCommand command = response(type);

        assertSame(codec.decode(Frames.whole(codec, command)), command);
      }
    }

    @Test
    @Meaning(
        value = "this frame was sent by the official client, set to ROCKETMQ headers.",
        hint = 2)
    void shouldReadABinaryFrameOfTheOfficialClient() throws Exception {
      RemotingCommand send = codec.decode(Frames.bytes(Frames.OFFICIAL_BINARY));

      assertThat(send.requestCode()).as("code").isEqualTo(RequestCode.SEND_MESSAGE_V2);
      assertThat(send.extFields()).as("fields").hasSize(13).containsEntry("b", "VecTopic");
      assertThat(send.body()).as("body").asString(UTF_8).isEqualTo("hello sync");
      assertThat(send.serializeType()).as("type of header").isEqualTo(SerializeType.ROCKETMQ);
    }

    @Test
    @Meaning(
        value = "TCP keeps no borders between frames: under load the broker would lose its place.",
        hint = 2)
    void shouldBeFoundInAStreamThatComesInPiecesOfAnySize() throws Exception {
      byte[] stream =
          Frames.bytes(Frames.OFFICIAL_JSON + Frames.OFFICIAL_BINARY + Frames.OFFICIAL_JSON)
              .array();

      for (int size : new int[] {1, 2, 3, 7, 100, 267, 354, 400, 700, stream.length}) {
        assertThat(Frames.read(codec, stream, size))
            .as("opaque of the commands, when the stream comes in pieces of %d bytes", size)
            .extracting(RemotingCommand::opaque)
            .containsExactly(33, 32, 33);
      }
    }

    /** FC-4. */
    @Test
    @Meaning(
        value = "an exception that nobody expects ends the thread's work for all its connections.",
        hint = 3)
    void shouldSurviveEveryBrokenByte() {
      for (String frame : List.of(Frames.OFFICIAL_JSON, Frames.OFFICIAL_BINARY)) {
        byte[] good = Frames.bytes(frame).array();
        for (int i = 0; i < good.length; i++) {
          byte[] broken = good.clone();
          broken[i] ^= (byte) 0x81;
          try {
            codec.decode(ByteBuffer.wrap(broken));
          } catch (RemotingCommandException expected) {
            // refused, as it may be
          } catch (RuntimeException other) {
            fail("with byte %d broken, expected a command or a refusal, but came %s", i, other);
          }
        }
      }
    }
  }

  /** Step 7. */
  @Nested
  @Step(7)
  public class Wire extends WireContract {
    @Override
    protected BrokerParts brokerParts() {
      return super.brokerParts().withRemoting(RemotingParts.defaults().with(codec));
    }

    @Override
    protected NamesrvParts namesrvParts() {
      return super.namesrvParts().withRemoting(RemotingParts.defaults().with(codec));
    }
  }

  /** Step 7 as well: the official client is set to the other form. */
  @Nested
  @Step(7)
  public class WireInBinary extends Wire {
    @Override
    protected OfficialClient.Headers headers() {
      return OfficialClient.Headers.ROCKETMQ;
    }
  }
}
