package io.glassmq.common.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RecordViewTest {
  /** A record with an IPv6 born host. */
  private static final String RECORD =
      "0000009bdaa320a769a5c5b0000000030000000900000000000000650000000000001389000000100000018b"
          + "cfe5680020010db8000000000000000000000001000015be0000018bcfe568640a01020400002a9f0000"
          + "000100000000000000000000000e6d65737361676520626f6479203109546f70696354657374001d554e"
          + "49515f4b455901553102544147530154616741024b455953016b02";

  @Test
  void shouldNameEveryByteOfARecord() {
    ByteBuffer record = ByteBuffer.wrap(HexFormat.of().parseHex(RECORD));

    RecordView view = RecordView.of(record);

    assertThat(view.fields().stream().map(RecordView.Field::hex).collect(Collectors.joining()))
        .isEqualTo(RECORD);
    int at = 0;
    for (RecordView.Field field : view.fields()) {
      assertThat(field.offset()).isEqualTo(at);
      at += field.length();
    }
    assertThat(record.position()).isZero();
  }

  @Test
  void shouldSayWhatTheBytesMean() {
    RecordView view = RecordView.of(ByteBuffer.wrap(HexFormat.of().parseHex(RECORD)));

    assertThat(view.fields())
        .extracting(field -> field.name() + ": " + field.value())
        .containsExactly(
            "total size: 155",
            "magic: V1",
            "body CRC: 1772471728",
            "queue id: 3",
            "flag: 9",
            "queue offset: 101",
            "physical offset: 5001",
            "sysFlag: 16",
            "born timestamp: 1700000000000",
            "born host: 2001:db8:0:0:0:0:0:1:5566",
            "store timestamp: 1700000000100",
            "store host: 10.1.2.4:10911",
            "reconsume times: 1",
            "prepared tx offset: 0",
            "body length: 14",
            "body: message body 1",
            "topic length: 9",
            "topic: TopicTest",
            "properties length: 29",
            "properties: UNIQ_KEY=U1 TAGS=TagA KEYS=k");
  }

  @Test
  void shouldRefuseHalfARecord() {
    byte[] bytes = HexFormat.of().parseHex(RECORD);

    assertThatThrownBy(() -> RecordView.of(ByteBuffer.wrap(bytes, 0, 100)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("No record at byte 0");
  }
}
