package io.glassmq.store;

import static io.glassmq.common.message.MessageRecord.BLANK_LENGTH;
import static io.glassmq.common.message.MessageRecord.BODY_CRC_OFFSET;
import static io.glassmq.common.message.MessageRecord.MAGIC_BLANK;
import static io.glassmq.common.message.MessageRecord.MAGIC_OFFSET;
import static io.glassmq.common.message.MessageRecord.PHYSICAL_OFFSET_OFFSET;
import static io.glassmq.common.message.MessageRecord.QUEUE_ID_OFFSET;
import static io.glassmq.common.message.MessageRecord.QUEUE_OFFSET_OFFSET;
import static io.glassmq.common.message.MessageRecord.SYS_FLAG_OFFSET;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.glassmq.common.message.CrcProperty;
import io.glassmq.common.message.MessageRecord;
import io.glassmq.store.queue.TopicFolder;
import java.nio.ByteBuffer;

/**
 * Reads the record that starts at a place of the log, or finds that no whole one is there.
 *
 * <p>Bytes behind the end of the log can be anything: zeros of a file that was prepared, half of a
 * record, a record of another life of the file. So nothing is believed before it is checked: first
 * the lengths, each against the room that is left, then what a record must say about itself, last
 * the checksum, which costs most.
 *
 * <p>Any thread. Official counterpart: the method of {@code org.apache.rocketmq.store.CommitLog}
 * that checks a message and gives its size.
 *
 * @param check what a record must pass besides
 */
public record RecordReader(RecordCheck check) {

  /**
   * Reads what lies at {@code at} up to the limit of {@code in}. Position and limit stay.
   *
   * @param physicalOffset what the record must say about its place
   * @return null if no whole, consistent record lies there; {@link DispatchRequest#BLANK} for a
   *     filler
   */
  public DispatchRequest read(ByteBuffer in, int at, long physicalOffset) {
    // region lab06.1 read-record
    if (in.limit() - at < BLANK_LENGTH) {
      return null;
    }
    if (in.getInt(at + MAGIC_OFFSET) == MAGIC_BLANK) {
      return DispatchRequest.BLANK;
    }
    Parts parts = parts(in, at);
    if (parts == null
        || in.getLong(at + PHYSICAL_OFFSET_OFFSET) != physicalOffset
        || !isPort(in.getInt(at + MessageRecord.storeTimestampOffset(parts.sysFlag) - 4))
        || !isPort(in.getInt(at + MessageRecord.reconsumeTimesOffset(parts.sysFlag) - 4))
        || check != RecordCheck.FORM && !isIntact(in, at, parts)) {
      return null;
    }
    String topic = text(in, parts.topicAt, parts.topicLength);
    int queueId = in.getInt(at + QUEUE_ID_OFFSET);
    long queueOffset = in.getLong(at + QUEUE_OFFSET_OFFSET);
    if (!TopicFolder.isLegalName(topic) || queueId < 0 || queueOffset < 0) {
      return null;
    }
    return new DispatchRequest(
        topic,
        queueId,
        queueOffset,
        physicalOffset,
        parts.size,
        in.getLong(at + MessageRecord.storeTimestampOffset(parts.sysFlag)),
        parts.sysFlag,
        text(in, parts.propertiesAt, parts.propertiesLength));
    // endregion
  }

  /** Where the parts of unknown length lie, or null if the lengths cannot be those of a record. */
  private static Parts parts(ByteBuffer in, int at) {
    // region lab06.1 record-parts
    int size = in.getInt(at);
    int magic = in.getInt(at + MAGIC_OFFSET);
    if (!MessageRecord.isMessage(magic)
        || size > in.limit() - at
        || size < MessageRecord.bodyLengthOffset(0)) {
      return null;
    }
    int sysFlag = in.getInt(at + SYS_FLAG_OFFSET);
    int end = at + size;
    int bodyAt = at + MessageRecord.bodyLengthOffset(sysFlag) + 4;
    int bodyLength = bodyAt > end ? -1 : in.getInt(bodyAt - 4);
    int topicLengthBytes = MessageRecord.topicLengthBytes(magic);
    int topicAt = bodyAt + bodyLength + topicLengthBytes;
    if (bodyLength < 0 || bodyLength > size || topicAt > end) {
      return null;
    }
    int topicLength =
        topicLengthBytes == 2 ? in.getShort(topicAt - 2) & 0xFFFF : in.get(topicAt - 1) & 0xFF;
    int propertiesAt = topicAt + topicLength + 2;
    int propertiesLength = propertiesAt > end ? -1 : in.getShort(propertiesAt - 2);
    return propertiesLength < 0 || propertiesLength != end - propertiesAt
        ? null
        : new Parts(
            size,
            sysFlag,
            bodyAt,
            bodyLength,
            topicAt,
            topicLength,
            propertiesAt,
            propertiesLength);
    // endregion
  }

  /** Whether the record is what was once written, as far as BODY or WHOLE can tell. */
  private boolean isIntact(ByteBuffer in, int at, Parts parts) {
    // region lab06.2 intact-record
    if (check == RecordCheck.WHOLE) {
      return CrcProperty.isValid(in, at, parts.size);
    }
    boolean endsInZero = parts.propertiesLength > 0 && in.get(at + parts.size - 1) == 0;
    return !endsInZero
        && MessageRecord.bodyCrc(in.slice(parts.bodyAt, parts.bodyLength))
            == in.getInt(at + BODY_CRC_OFFSET);
    // endregion
  }

  /** Whether this can be a port: the last 4 bytes of each of the two hosts are one. */
  private static boolean isPort(int number) {
    return (number & 0xFFFF) == number;
  }

  private static String text(ByteBuffer in, int at, int length) {
    var bytes = new byte[length];
    in.get(at, bytes);
    return new String(bytes, UTF_8);
  }

  /** All places are those in the buffer, not those in the record. */
  private record Parts(
      int size,
      int sysFlag,
      int bodyAt,
      int bodyLength,
      int topicAt,
      int topicLength,
      int propertiesAt,
      int propertiesLength) {}
}
