package io.glassmq.broker.pop;

import io.glassmq.common.consumer.ReceiptHandle;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.common.message.MessageRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A record of a retry topic as its consumer gets it: under the topic that the consumer asked for,
 * with the receipt handle among its properties. All other bytes stay as they lie in the log.
 *
 * <p>Stateless.
 */
final class RetriedRecord {
  private static final int PROPERTIES_LENGTH_BYTES = 2;

  private RetriedRecord() {}

  /**
   * @param record from position to limit; stays as it is
   * @param topic to show instead of the record's own
   */
  static ByteBuffer of(ByteBuffer record, String topic, ReceiptHandle handle) {
    ByteBuffer in = record.slice();
    int topicLengthBytes = MessageRecord.topicLengthBytes(in.getInt(MessageRecord.MAGIC_OFFSET));
    int bodyAt = MessageRecord.bodyLengthOffset(in.getInt(MessageRecord.SYS_FLAG_OFFSET)) + 4;
    int topicAt = bodyAt + in.getInt(bodyAt - 4);
    int topicLength =
        topicLengthBytes == 2 ? in.getShort(topicAt) & 0xFFFF : in.get(topicAt) & 0xFF;
    byte[] properties =
        properties(in.position(topicAt + topicLengthBytes + topicLength), handle.encode());

    byte[] shown = topic.getBytes(StandardCharsets.UTF_8);
    int size =
        topicAt + topicLengthBytes + shown.length + PROPERTIES_LENGTH_BYTES + properties.length;
    ByteBuffer out = ByteBuffer.allocate(size);
    out.put(in.limit(topicAt).position(0)).putInt(MessageRecord.TOTAL_SIZE_OFFSET, size);
    if (topicLengthBytes == 2) {
      out.putShort((short) shown.length);
    } else {
      out.put((byte) shown.length);
    }
    return out.put(shown).putShort((short) properties.length).put(properties).flip();
  }

  /**
   * The properties with the handle, unless they have one already or there is no room for it: then
   * the consumer makes it from the header of the answer.
   *
   * @param in at the length of the properties
   */
  private static byte[] properties(ByteBuffer in, String handle) {
    var bytes = new byte[in.getShort()];
    in.get(bytes);
    String known = new String(bytes, StandardCharsets.UTF_8);
    if (MessageProperties.find(known, MessageConst.PROPERTY_POP_CK) != null) {
      return bytes;
    }
    var text = new StringBuilder(known);
    MessageProperties.append(text, MessageConst.PROPERTY_POP_CK, handle);
    byte[] longer = text.toString().getBytes(StandardCharsets.UTF_8);
    return longer.length > MessageProperties.MAX_ENCODED_BYTES ? bytes : longer;
  }
}
