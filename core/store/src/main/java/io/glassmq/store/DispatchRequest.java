package io.glassmq.store;

import static io.glassmq.common.message.MessageRecord.BLANK_LENGTH;
import static io.glassmq.common.message.MessageRecord.MAGIC_BLANK;
import static io.glassmq.common.message.MessageRecord.MAGIC_OFFSET;
import static io.glassmq.common.message.MessageRecord.MAGIC_V2;
import static io.glassmq.common.message.MessageRecord.PHYSICAL_OFFSET_OFFSET;
import static io.glassmq.common.message.MessageRecord.QUEUE_ID_OFFSET;
import static io.glassmq.common.message.MessageRecord.QUEUE_OFFSET_OFFSET;
import static io.glassmq.common.message.MessageRecord.SYS_FLAG_OFFSET;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.common.message.MessageRecord;
import io.glassmq.common.sysflag.MessageSysFlag;
import io.glassmq.store.queue.TopicFolder;
import java.nio.ByteBuffer;
import org.jetbrains.annotations.Debug;

/**
 * What the log says about one record: all that is needed to file it, without its body.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.DispatchRequest}.
 *
 * @param physicalOffset where the record starts in the log
 * @param size of the record in bytes
 * @param storeTimestamp ms since 1970
 * @param properties as one string, see {@link MessageProperties}
 */
@Debug.Renderer(text = "topic + \"/\" + queueId + \":\" + queueOffset + \" @\" + physicalOffset")
public record DispatchRequest(
    String topic,
    int queueId,
    long queueOffset,
    long physicalOffset,
    int size,
    long storeTimestamp,
    int sysFlag,
    String properties) {

  /** Stands for the filler at a file's end: go on with the next file. */
  public static final DispatchRequest BLANK = new DispatchRequest("", 0, 0, 0, 0, 0, 0, "");

  /** Hash of the message's tag, 0 if it has none. */
  public long tagsCode() {
    return MessageExtBrokerInner.tagsString2tagsCode(
        MessageProperties.find(properties, MessageConst.PROPERTY_TAGS));
  }

  /** How many messages the record holds: more than one in an inner batch. */
  public int messageCount() {
    if (!MessageSysFlag.has(sysFlag, MessageSysFlag.INNER_BATCH_FLAG)) {
      return 1;
    }
    return Math.max(1, InnerBatch.messageCount(properties));
  }

  /** The same record in another queue. */
  public DispatchRequest inQueue(String otherTopic, int otherQueueId, long offsetInThere) {
    return new DispatchRequest(
        otherTopic,
        otherQueueId,
        offsetInThere,
        physicalOffset,
        size,
        storeTimestamp,
        sysFlag,
        properties);
  }

  /** The first byte of the log behind the record. */
  public long physicalEnd() {
    return physicalOffset + size;
  }

  /** Whether consumers may see it: a prepared or rolled back message gets no queue entry. */
  public boolean hasQueueEntry() {
    return hasQueueEntry(sysFlag);
  }

  static boolean hasQueueEntry(int sysFlag) {
    int transaction = MessageSysFlag.transactionValue(sysFlag);
    return transaction == MessageSysFlag.TRANSACTION_NOT_TYPE
        || transaction == MessageSysFlag.TRANSACTION_COMMIT_TYPE;
  }

  /**
   * Reads what lies at {@code at} up to the limit of {@code in}.
   *
   * @param physicalOffset what the record must say about its place
   * @param check what the record must pass besides
   * @return null if no whole, consistent record lies there; {@link #BLANK} for a filler
   */
  public static DispatchRequest read(
      ByteBuffer in, int at, long physicalOffset, RecordCheck check) {
    int room = in.limit() - at;
    if (room < BLANK_LENGTH) {
      return null;
    }
    int size = in.getInt(at);
    int magic = in.getInt(at + MAGIC_OFFSET);
    if (magic == MAGIC_BLANK) {
      return BLANK;
    }
    if (!MessageRecord.isMessage(magic)
        || size > room
        || size < MessageRecord.bodyLengthOffset(0)) {
      return null;
    }
    int sysFlag = in.getInt(at + SYS_FLAG_OFFSET);
    int bodyAt = at + MessageRecord.bodyLengthOffset(sysFlag) + 4;
    int end = at + size;
    int topicLengthBytes = MessageRecord.topicLengthBytes(magic);
    int bodyLength = bodyAt > end ? -1 : in.getInt(bodyAt - 4);
    int topicAt = bodyAt + bodyLength + topicLengthBytes;
    if (bodyLength < 0 || bodyLength > size || topicAt > end) {
      return null;
    }
    int topicLength =
        magic == MAGIC_V2 ? in.getShort(topicAt - 2) & 0xFFFF : in.get(topicAt - 1) & 0xFF;
    int propertiesAt = topicAt + topicLength + 2;
    int propertiesLength = propertiesAt > end ? -1 : in.getShort(propertiesAt - 2);
    if (propertiesLength < 0
        || propertiesLength != end - propertiesAt
        || in.getLong(at + PHYSICAL_OFFSET_OFFSET) != physicalOffset
        || !isPort(in.getInt(at + MessageRecord.storeTimestampOffset(sysFlag) - 4))
        || !isPort(in.getInt(at + MessageRecord.reconsumeTimesOffset(sysFlag) - 4))
        || !check.passes(in, at, size, bodyAt, bodyLength)
        || check != RecordCheck.FORM && propertiesLength > 0 && in.get(end - 1) == 0) {
      return null;
    }
    String topic = text(in, topicAt, topicLength);
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
        size,
        in.getLong(at + MessageRecord.storeTimestampOffset(sysFlag)),
        sysFlag,
        text(in, propertiesAt, propertiesLength));
  }

  /** Both hosts end with one. */
  private static boolean isPort(int number) {
    return (number & 0xFFFF) == number;
  }

  private static String text(ByteBuffer in, int at, int length) {
    var bytes = new byte[length];
    in.get(at, bytes);
    return new String(bytes, UTF_8);
  }
}
