package io.glassmq.chapters.ch06;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.glassmq.classroom.page.BytePicture;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.common.message.MessageRecord;
import io.glassmq.store.MessageExtBrokerInner;
import io.glassmq.store.MessageExtEncoder;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** The byte pictures of chapter 06: half a record, and the filler at the end of a file. */
public final class RecoveryBytes {
  private static final long T0 = 1_790_000_000_000L;
  private static final int WRITTEN = 96;
  private static final int BLANK_BYTES = 340;

  private RecoveryBytes() {}

  public static List<BytePicture> pictures() {
    return List.of(tornRecord(), blank());
  }

  private static BytePicture tornRecord() {
    ByteBuffer whole = record();
    var torn = ByteBuffer.allocate(whole.remaining());
    torn.put(0, whole, 0, WRITTEN);
    return BytePicture.of(
        "torn-record",
        "A record of %d bytes of which %d were written".formatted(whole.remaining(), WRITTEN),
        MessageRecord.layout(torn),
        torn);
  }

  private static ByteBuffer record() {
    var message = new MessageExtBrokerInner();
    message.setTopic("Orders");
    message.setQueueId(1);
    message.setBody("a pair of boots, size 43".getBytes(UTF_8));
    message.setPropertiesString(MessageProperties.encode(Map.of("KEYS", "order-7")));
    message.setBornTimestamp(T0);
    message.setBornHost(new InetSocketAddress("127.0.0.1", 50_000));
    message.setStoreHost(new InetSocketAddress("127.0.0.1", 10_911));
    var encoder = new MessageExtEncoder(1024, false);
    encoder.encode(message);
    encoder.stamp(8_192, 12, T0 + 2);
    return encoder.records();
  }

  private static BytePicture blank() {
    var bytes = ByteBuffer.allocate(MessageRecord.BLANK_LENGTH);
    bytes.putInt(0, BLANK_BYTES).putInt(MessageRecord.MAGIC_OFFSET, MessageRecord.MAGIC_BLANK);
    return BytePicture.of(
        "blank",
        "A BLANK: the last %d bytes of a file mean nothing".formatted(BLANK_BYTES),
        MessageRecord.BLANK_LAYOUT,
        bytes);
  }
}
