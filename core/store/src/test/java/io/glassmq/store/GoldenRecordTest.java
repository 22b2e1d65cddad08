package io.glassmq.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageRecord;
import io.glassmq.common.sysflag.MessageSysFlag;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Records as the official code writes them, byte for byte. The one with a compressed body was made
 * by a client library, which puts the CRC of the original body there; a store puts that of the
 * stored bytes, as {@link OfficialStoreTest} shows. So its CRC is left out.
 */
class GoldenRecordTest {

  static Stream<JsonNode> cases() throws IOException {
    return StreamSupport.stream(
        OfficialStore.json("message-record.json").get("cases").spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldEncodeTheSameBytes(JsonNode golden) {
    byte[] record = HexFormat.of().parseHex(golden.get("recordHex").asText());
    MessageExt message = MessageDecoder.decode(ByteBuffer.wrap(record));
    MessageExtBrokerInner inner = Messages.copyOf(message);
    inner.setPropertiesString(propertiesOf(record, message));

    var encoder = new MessageExtEncoder(4 << 20, false);
    assertThat(encoder.encode(inner)).isEqualTo(PutMessageStatus.PUT_OK);
    encoder.stamp(
        message.getCommitLogOffset(), message.getQueueOffset(), message.getStoreTimestamp());

    var encoded = new byte[encoder.records().remaining()];
    encoder.records().get(encoded);
    copyCrcIfCompressed(encoded, record);
    assertThat(HexFormat.of().formatHex(encoded)).isEqualTo(golden.get("recordHex").asText());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldFindAllThatDispatchNeeds(JsonNode golden) {
    ByteBuffer record = ByteBuffer.wrap(HexFormat.of().parseHex(golden.get("recordHex").asText()));
    long offset = golden.get("commitLogOffset").asLong();

    boolean compressed = MessageSysFlag.has(golden.get("sysFlagInRecord").asInt(), 1);
    DispatchRequest request =
        new RecordReader(compressed ? RecordCheck.FORM : RecordCheck.BODY).read(record, 0, offset);

    assertThat(request.topic()).isEqualTo(golden.get("topic").asText());
    assertThat(request.queueId()).isEqualTo(golden.get("queueId").asInt());
    assertThat(request.queueOffset()).isEqualTo(golden.get("queueOffset").asLong());
    assertThat(request.storeTimestamp()).isEqualTo(golden.get("storeTimestamp").asLong());
    assertThat(request.sysFlag()).isEqualTo(golden.get("sysFlagInRecord").asInt());
    assertThat(request.size()).isEqualTo(golden.get("storeSize").asInt());
    assertThat(request.tagsCode()).isEqualTo("TagA".hashCode());
    assertThat(new RecordReader(RecordCheck.FORM).read(record, 0, offset + 1)).isNull();
  }

  private static void copyCrcIfCompressed(byte[] encoded, byte[] golden) {
    int sysFlag = ByteBuffer.wrap(golden).getInt(MessageRecord.SYS_FLAG_OFFSET);
    if (MessageSysFlag.has(sysFlag, MessageSysFlag.COMPRESSED_FLAG)) {
      System.arraycopy(
          golden, MessageRecord.BODY_CRC_OFFSET, encoded, MessageRecord.BODY_CRC_OFFSET, 4);
    }
  }

  /** The properties in their recorded order. */
  private static String propertiesOf(byte[] record, MessageExt message) {
    int length = 0;
    for (var property : message.getProperties().entrySet()) {
      length += property.getKey().length() + property.getValue().length() + 2;
    }
    return new String(record, record.length - length, length, StandardCharsets.UTF_8);
  }
}
