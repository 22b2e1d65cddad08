package io.glassmq.broker.pop;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.consumer.ReceiptHandle;
import io.glassmq.common.consumer.RetryKind;
import io.glassmq.common.message.MessageDecoder;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.common.message.MessageRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetriedRecordTest {
  private static final ReceiptHandle HANDLE =
      new ReceiptHandle(5, 1_000, 60_000, 3, RetryKind.RETRY_V1, "broker-a", 0, 7);

  private static ByteBuffer record(int magic, String topic, String properties) {
    byte[] body = "body".getBytes(StandardCharsets.UTF_8);
    int size = MessageRecord.totalSize(magic, 0, body.length, topic.length(), properties.length());
    ByteBuffer record = ByteBuffer.allocate(size);
    record.putInt(size).putInt(magic).putInt(0).putInt(0).putInt(0).putLong(7).putLong(4_096);
    record.putInt(0).putLong(11).putInt(0x7F000001).putInt(1).putLong(12).putInt(0x7F000001);
    record.putInt(2).putInt(3).putLong(0).putInt(body.length).put(body);
    if (magic == MessageRecord.MAGIC_V2) {
      record.putShort((short) topic.length());
    } else {
      record.put((byte) topic.length());
    }
    record.put(topic.getBytes(StandardCharsets.UTF_8)).putShort((short) properties.length());
    return record.put(properties.getBytes(StandardCharsets.UTF_8)).flip();
  }

  @ParameterizedTest
  @ValueSource(ints = {MessageRecord.MAGIC_V1, MessageRecord.MAGIC_V2})
  void shouldShowTheOldTopicAndTheHandleAndKeepTheRest(int magic) {
    String properties = MessageProperties.encode(Map.of("TAGS", "A"));

    MessageExt shown =
        MessageDecoder.decode(
            RetriedRecord.of(record(magic, "%RETRY%G_T", properties), "T", HANDLE));

    assertThat(shown.getTopic()).isEqualTo("T");
    assertThat(shown.getProperty("POP_CK")).isEqualTo(HANDLE.encode());
    assertThat(shown.getProperty("TAGS")).isEqualTo("A");
    assertThat(shown.getBody()).asString().isEqualTo("body");
    assertThat(shown.getQueueOffset()).isEqualTo(7);
    assertThat(shown.getCommitLogOffset()).isEqualTo(4_096);
    assertThat(shown.getReconsumeTimes()).isEqualTo(3);
  }

  @Test
  void shouldKeepAHandleThatIsThere() {
    String properties = MessageProperties.encode(Map.of("POP_CK", "known"));

    MessageExt shown =
        MessageDecoder.decode(
            RetriedRecord.of(
                record(MessageRecord.MAGIC_V1, "%RETRY%G_T", properties), "T", HANDLE));

    assertThat(shown.getProperty("POP_CK")).isEqualTo("known");
  }

  @Test
  void shouldLeaveTheHandleOutWhereThereIsNoRoom() {
    String properties = MessageProperties.encode(Map.of("K", "x".repeat(32_750)));

    MessageExt shown =
        MessageDecoder.decode(
            RetriedRecord.of(
                record(MessageRecord.MAGIC_V1, "%RETRY%G_T", properties), "T", HANDLE));

    assertThat(shown.getProperty("POP_CK")).isNull();
    assertThat(shown.getProperty("K")).hasSize(32_750);
  }

  @Test
  void shouldLeaveTheRecordInTheLogAsItIs() {
    ByteBuffer record = record(MessageRecord.MAGIC_V1, "%RETRY%G_T", "");
    ByteBuffer before = ByteBuffer.allocate(record.remaining()).put(record.duplicate()).flip();

    RetriedRecord.of(record, "T", HANDLE);

    assertThat(record).isEqualTo(before);
  }
}
