package io.glassmq.common.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.layout.Field;
import io.glassmq.common.layout.Layout;
import io.glassmq.common.sysflag.MessageSysFlag;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordLayoutTest {
  /** A record with an IPv6 born host. */
  private static final String RECORD =
      "0000009bdaa320a769a5c5b0000000030000000900000000000000650000000000001389000000100000018b"
          + "cfe5680020010db8000000000000000000000001000015be0000018bcfe568640a01020400002a9f0000"
          + "000100000000000000000000000e6d65737361676520626f6479203109546f70696354657374001d554e"
          + "49515f4b455901553102544147530154616741024b455953016b02";

  private static ByteBuffer record() {
    return ByteBuffer.wrap(HexFormat.of().parseHex(RECORD));
  }

  private static int offset(Layout layout, String name) {
    return layout.fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow()
        .offset();
  }

  private static List<String> words(ByteBuffer record) {
    return MessageRecord.layout(record).fields().stream()
        .map(field -> field.name() + ": " + field.value(record))
        .toList();
  }

  @Test
  void shouldSayWhatTheBytesMean() {
    assertThat(words(record()))
        .containsExactly(
            "total size: 155",
            "magic: V1: one byte of topic length",
            "body CRC: 1772471728",
            "queue id: 3",
            "flag: 9",
            "queue offset: 101",
            "physical offset: 5001",
            "sysFlag: 16 born host IPv6",
            "born timestamp: 1700000000000 = 2023-11-14T22:13:20Z",
            "born host: 2001:db8:0:0:0:0:0:1:5566",
            "store timestamp: 1700000000100 = 2023-11-14T22:13:20.100Z",
            "store host: 10.1.2.4:10911",
            "reconsume times: 1",
            "prepared tx offset: 0",
            "body length: 14",
            "body: message body 1",
            "topic length: 9",
            "topic: TopicTest",
            "properties length: 29",
            "property: UNIQ_KEY = U1",
            "property: TAGS = TagA",
            "property: KEYS = k");
  }

  @Test
  void shouldPutEachFieldWhereEncoderAndDecoderPutIt() {
    ByteBuffer record = record();
    int sysFlag = record.getInt(MessageRecord.SYS_FLAG_OFFSET);

    Layout layout = MessageRecord.layout(record);

    assertThat(offset(layout, "total size")).isEqualTo(MessageRecord.TOTAL_SIZE_OFFSET);
    assertThat(offset(layout, "magic")).isEqualTo(MessageRecord.MAGIC_OFFSET);
    assertThat(offset(layout, "body CRC")).isEqualTo(MessageRecord.BODY_CRC_OFFSET);
    assertThat(offset(layout, "queue id")).isEqualTo(MessageRecord.QUEUE_ID_OFFSET);
    assertThat(offset(layout, "flag")).isEqualTo(MessageRecord.FLAG_OFFSET);
    assertThat(offset(layout, "queue offset")).isEqualTo(MessageRecord.QUEUE_OFFSET_OFFSET);
    assertThat(offset(layout, "physical offset")).isEqualTo(MessageRecord.PHYSICAL_OFFSET_OFFSET);
    assertThat(offset(layout, "sysFlag")).isEqualTo(MessageRecord.SYS_FLAG_OFFSET);
    assertThat(offset(layout, "born timestamp")).isEqualTo(MessageRecord.BORN_TIMESTAMP_OFFSET);
    assertThat(offset(layout, "born host")).isEqualTo(MessageRecord.BORN_HOST_OFFSET);
    assertThat(offset(layout, "store timestamp"))
        .isEqualTo(MessageRecord.storeTimestampOffset(sysFlag));
    assertThat(offset(layout, "store host")).isEqualTo(MessageRecord.storeHostOffset(sysFlag));
    assertThat(offset(layout, "reconsume times"))
        .isEqualTo(MessageRecord.reconsumeTimesOffset(sysFlag));
    assertThat(offset(layout, "prepared tx offset"))
        .isEqualTo(MessageRecord.preparedTransactionOffsetOffset(sysFlag));
    assertThat(offset(layout, "body length")).isEqualTo(MessageRecord.bodyLengthOffset(sysFlag));
    assertThat(layout.length()).isEqualTo(record.limit());
  }

  @Test
  void shouldStartAtThePositionAndLeaveItThere() {
    ByteBuffer in = ByteBuffer.allocate(1000).position(7).put(record()).flip().position(7);

    Layout layout = MessageRecord.layout(in);

    assertThat(in.position()).isEqualTo(7);
    assertThat(layout).isEqualTo(MessageRecord.layout(record()));
    assertThat(layout.fields().get(0).value(in)).isEqualTo("155");
  }

  @Test
  void shouldReadTwoBytesOfTopicLengthInV2() {
    ByteBuffer v1 = record();
    int topicAt = offset(MessageRecord.layout(v1), "topic length");
    ByteBuffer v2 = ByteBuffer.allocate(v1.limit() + 1);
    v2.put(v1.slice(0, topicAt)).put((byte) 0).put(v1.slice(topicAt, v1.limit() - topicAt)).flip();
    v2.putInt(MessageRecord.MAGIC_OFFSET, MessageRecord.MAGIC_V2);

    assertThat(words(v2))
        .contains("magic: V2: two bytes of topic length", "topic length: 9", "topic: TopicTest");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1 << 30, 60})
  void shouldCallUnreadableWhatLiesBehindAWrongLength(int bodyLength) {
    ByteBuffer record = record();
    record.putInt(offset(MessageRecord.layout(record), "body length"), bodyLength);

    Layout layout = MessageRecord.layout(record);

    assertThat(layout.fields()).extracting(Field::name).contains("body length", "unreadable");
    assertThat(layout.length()).isEqualTo(record.limit());
  }

  @Test
  void shouldCoverEveryByteOfAnyPieceOfARecord() {
    for (int length = 0; length <= record().limit(); length++) {
      ByteBuffer piece = record().limit(length);

      assertThat(MessageRecord.layout(piece).length()).isEqualTo(length);
    }
  }

  @Test
  void shouldNameTheFlags() {
    assertThat(MessageSysFlag.words(0)).isEmpty();
    assertThat(MessageSysFlag.words(0x301 | 0x8 | 0x20 | 0xC2))
        .isEqualTo("zlib, several tags, commit, store host IPv6, unwrap, inner batch");
  }
}
