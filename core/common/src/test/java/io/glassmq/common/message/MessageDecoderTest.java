package io.glassmq.common.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.glassmq.common.GoldenVectors;
import io.glassmq.common.sysflag.MessageSysFlag;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageDecoderTest {

  static Stream<JsonNode> records() {
    return GoldenVectors.cases("message-record");
  }

  static Stream<JsonNode> bodies() {
    return GoldenVectors.cases("message-crc").filter(c -> !c.path("bodyHex").isNull());
  }

  private static byte[] record(JsonNode golden) {
    return HexFormat.of().parseHex(golden.path("recordHex").asText());
  }

  @Nested
  class Decode {
    @ParameterizedTest
    @MethodSource("io.glassmq.common.message.MessageDecoderTest#records")
    void shouldReadEveryFieldOfAnOfficialRecord(JsonNode golden) throws UnknownHostException {
      MessageExt message = MessageDecoder.decode(ByteBuffer.wrap(record(golden)));

      assertThat(message.getStoreSize()).isEqualTo(golden.path("storeSize").asInt());
      assertThat(message.getTopic()).isEqualTo(golden.path("topic").asText());
      assertThat(message.getQueueId()).isEqualTo(golden.path("queueId").asInt());
      assertThat(message.getFlag()).isEqualTo(golden.path("flag").asInt());
      assertThat(message.getQueueOffset()).isEqualTo(golden.path("queueOffset").asLong());
      assertThat(message.getCommitLogOffset()).isEqualTo(golden.path("commitLogOffset").asLong());
      assertThat(message.getSysFlag()).isEqualTo(golden.path("sysFlagInRecord").asInt());
      assertThat(message.getBornTimestamp()).isEqualTo(golden.path("bornTimestamp").asLong());
      assertThat(message.getBornHost()).isEqualTo(host(golden, "born"));
      assertThat(message.getStoreTimestamp()).isEqualTo(golden.path("storeTimestamp").asLong());
      assertThat(message.getStoreHost()).isEqualTo(host(golden, "store"));
      assertThat(message.getReconsumeTimes()).isEqualTo(golden.path("reconsumeTimes").asInt());
      assertThat(message.getPreparedTransactionOffset())
          .isEqualTo(golden.path("preparedTransactionOffset").asLong());
      assertThat(message.getBodyCRC()).isEqualTo(golden.path("bodyCRC").asInt());
      assertThat(message.getProperties()).isEqualTo(GoldenVectors.map(golden.path("properties")));
      assertThat(message.getOffsetMsgId()).isEqualTo(golden.path("msgId").asText());
      if (!MessageSysFlag.has(message.getSysFlag(), MessageSysFlag.COMPRESSED_FLAG)) {
        assertThat(MessageRecord.bodyCrc(message.getBody())).isEqualTo(message.getBodyCRC());
      }
    }

    private InetSocketAddress host(JsonNode golden, String which) throws UnknownHostException {
      return new InetSocketAddress(
          InetAddress.getByName(golden.path(which + "Host").asText()),
          golden.path(which + "Port").asInt());
    }

    @ParameterizedTest
    @MethodSource("io.glassmq.common.message.MessageDecoderTest#records")
    void shouldRefuseARecordThatWasCutAnywhere(JsonNode golden) {
      byte[] record = record(golden);

      for (int length = 0; length < record.length; length++) {
        ByteBuffer cut = ByteBuffer.wrap(record, 0, length);
        assertThatThrownBy(() -> MessageDecoder.decode(cut))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("0");
      }
    }

    @ParameterizedTest
    @MethodSource("io.glassmq.common.message.MessageDecoderTest#records")
    void shouldReadOrRefuseButNeverDieOfAFlippedByte(JsonNode golden) {
      byte[] record = record(golden);
      int refused = 0;

      for (int at = 0; at < record.length; at++) {
        byte[] broken = record.clone();
        broken[at] = (byte) 0xFF;
        try {
          MessageDecoder.decode(ByteBuffer.wrap(broken));
        } catch (IllegalArgumentException e) {
          refused++;
        }
      }

      assertThat(refused).isGreaterThan(8);
    }
  }

  @Nested
  class Decodes {
    private final List<byte[]> records =
        GoldenVectors.cases("message-record").map(MessageDecoderTest::record).toList();

    @Test
    void shouldReadRecordsThatLieBackToBack() {
      List<MessageExt> messages = MessageDecoder.decodes(ByteBuffer.wrap(join(records)));

      assertThat(messages)
          .extracting(MessageExt::getQueueOffset)
          .containsExactly(100L, 101L, 102L, 103L, 104L);
    }

    @Test
    void shouldEndAtAnIncompleteRecord() {
      byte[] all = join(records);

      var messages = MessageDecoder.decodes(ByteBuffer.wrap(all, 0, all.length - 1));

      assertThat(messages).hasSize(records.size() - 1);
    }

    @Test
    void shouldEndAtWhatIsNoMessage() {
      var blank = ByteBuffer.allocate(64).putInt(64).putInt(MessageRecord.MAGIC_BLANK);

      var messages =
          MessageDecoder.decodes(ByteBuffer.wrap(join(List.of(records.get(0), blank.array()))));

      assertThat(messages).hasSize(1);
    }

    private byte[] join(List<byte[]> parts) {
      var out = new ByteArrayOutputStream();
      parts.forEach(out::writeBytes);
      return out.toByteArray();
    }
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void shouldSumUpBodiesAsTheOfficialOne(JsonNode golden) {
    byte[] body = HexFormat.of().parseHex(golden.path("bodyHex").asText());

    assertThat(MessageRecord.bodyCrc(body)).isEqualTo(golden.path("crc32").asInt());
  }

  @Test
  void shouldMoveTheFieldsBehindLongAddresses() {
    int bothV6 = 1 << 4 | 1 << 5;

    assertThat(IntStream.of(0, bothV6).map(MessageRecord::storeTimestampOffset))
        .containsExactly(56, 68);
    assertThat(IntStream.of(0, bothV6).map(MessageRecord::storeHostOffset)).containsExactly(64, 76);
    assertThat(IntStream.of(0, bothV6).map(MessageRecord::bodyLengthOffset))
        .containsExactly(84, 108);
  }
}
