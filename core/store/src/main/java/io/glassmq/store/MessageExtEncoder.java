package io.glassmq.store;

import static io.glassmq.common.message.MessageRecord.MAGIC_V1;
import static io.glassmq.common.message.MessageRecord.MAGIC_V2;
import static io.glassmq.common.message.MessageRecord.MAX_V1_TOPIC_BYTES;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.glassmq.common.message.BatchEntry;
import io.glassmq.common.message.CrcProperty;
import io.glassmq.common.message.MessageId;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.common.message.MessageRecord;
import io.glassmq.common.sysflag.MessageSysFlag;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Turns a message into the bytes of its record, all but what only the log knows: its offsets and
 * its store time, which {@link #stamp} fills in later. So the long part of the work is done outside
 * the append lock.
 *
 * <p>Owned by one thread; the bytes are valid until its next {@link #encode}.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.MessageExtEncoder}.
 */
public final class MessageExtEncoder {
  private static final int FIRST_CAPACITY = 16 << 10;

  private final int maxMessageSize;
  private final boolean appendCrc;
  private ByteBuffer buffer = ByteBuffer.allocate(FIRST_CAPACITY);
  private int sysFlag;
  private int count;
  private int messageCount;
  private int propertiesAt;

  /**
   * @param maxMessageSize largest body in bytes
   * @param appendCrc whether each record gets a {@link CrcProperty}
   */
  public MessageExtEncoder(int maxMessageSize, boolean appendCrc) {
    this.maxMessageSize = maxMessageSize;
    this.appendCrc = appendCrc;
  }

  /**
   * Encodes the message, or each entry of a batch.
   *
   * @return PUT_OK, or why it cannot be stored
   */
  public PutMessageStatus encode(MessageExtBrokerInner message) {
    byte[] body = message.getBody();
    if (body.length > maxMessageSize) {
      return PutMessageStatus.MESSAGE_ILLEGAL;
    }
    buffer.clear();
    count = 0;
    sysFlag = sysFlag(message);
    byte[] topic = message.getTopic().getBytes(UTF_8);
    if (message instanceof MessageExtBatch) {
      return encodeEntries(message, topic, body);
    }
    String text = message.getPropertiesString();
    if (isInnerBatch()) {
      messageCount = InnerBatch.messageCount(text);
      if (messageCount == 0) {
        return PutMessageStatus.MESSAGE_ILLEGAL;
      }
      text = InnerBatch.withRoomForBase(text);
    }
    PutMessageStatus status = put(message, topic, message.getFlag(), body, text.getBytes(UTF_8));
    buffer.flip();
    return status;
  }

  private PutMessageStatus encodeEntries(
      MessageExtBrokerInner batch, byte[] topic, byte[] entriesBytes) {
    List<BatchEntry> entries;
    try {
      entries = BatchEntry.decode(ByteBuffer.wrap(entriesBytes));
    } catch (IllegalArgumentException e) {
      return PutMessageStatus.MESSAGE_ILLEGAL;
    }
    var status = PutMessageStatus.MESSAGE_ILLEGAL; // of a batch without entries
    for (BatchEntry entry : entries) {
      status = put(batch, topic, entry.flag(), entry.body(), entry.properties());
      if (status != PutMessageStatus.PUT_OK) {
        return status;
      }
    }
    buffer.flip();
    return status;
  }

  private PutMessageStatus put(
      MessageExtBrokerInner message, byte[] topic, int flag, byte[] body, byte[] given) {
    byte[] properties = appendCrc ? CrcProperty.makeRoom(given) : given;
    if (properties.length > MessageProperties.MAX_ENCODED_BYTES) {
      return PutMessageStatus.PROPERTIES_SIZE_EXCEEDED;
    }
    int magic = topic.length > MAX_V1_TOPIC_BYTES ? MAGIC_V2 : MAGIC_V1;
    int size =
        MessageRecord.totalSize(magic, sysFlag, body.length, topic.length, properties.length);
    ByteBuffer out = room(size);
    int start = out.position();
    out.putInt(size)
        .putInt(magic)
        .putInt(MessageRecord.bodyCrc(body))
        .putInt(message.getQueueId())
        .putInt(flag);
    out.putLong(0).putLong(0).putInt(sysFlag).putLong(message.getBornTimestamp());
    putHost(out, message.getBornHost());
    out.putLong(0);
    putHost(out, message.getStoreHost());
    out.putInt(message.getReconsumeTimes()).putLong(message.getPreparedTransactionOffset());
    out.putInt(body.length).put(body);
    if (magic == MAGIC_V2) {
      out.putShort((short) topic.length);
    } else {
      out.put((byte) topic.length);
    }
    out.put(topic).putShort((short) properties.length);
    propertiesAt = out.position();
    out.put(properties);
    if (out.position() - start != size) {
      throw new IllegalStateException(
          "Encoded " + (out.position() - start) + " bytes of a record of " + size);
    }
    count++;
    return PutMessageStatus.PUT_OK;
  }

  private ByteBuffer room(int size) {
    if (buffer.remaining() < size) {
      int capacity = Math.max(buffer.capacity() * 2, buffer.position() + size);
      buffer = ByteBuffer.allocate(capacity).put(buffer.flip());
    }
    return buffer;
  }

  /** The message's flags with those for IPv6 as its hosts demand. */
  private static int sysFlag(MessageExtBrokerInner message) {
    int v6 = MessageSysFlag.BORNHOST_V6_FLAG | MessageSysFlag.STOREHOSTADDRESS_V6_FLAG;
    return message.getSysFlag() & ~v6
        | (isV6(message.getBornHost()) ? MessageSysFlag.BORNHOST_V6_FLAG : 0)
        | (isV6(message.getStoreHost()) ? MessageSysFlag.STOREHOSTADDRESS_V6_FLAG : 0);
  }

  private static boolean isV6(SocketAddress host) {
    return ((InetSocketAddress) host).getAddress() instanceof Inet6Address;
  }

  private static void putHost(ByteBuffer out, SocketAddress host) {
    var inet = (InetSocketAddress) host;
    out.put(inet.getAddress().getAddress()).putInt(inet.getPort());
  }

  /** The records back to back, between position and limit; valid after a good {@link #encode}. */
  public ByteBuffer records() {
    return buffer;
  }

  /** How many messages they hold. */
  public int messageCount() {
    return isInnerBatch() ? messageCount : count;
  }

  private boolean isInnerBatch() {
    return MessageSysFlag.has(sysFlag, MessageSysFlag.INNER_BATCH_FLAG);
  }

  private boolean hasQueueEntry() {
    return DispatchRequest.hasQueueEntry(sysFlag);
  }

  /**
   * How many offsets of their queue the messages use up: one each, but none a prepared or rolled
   * back message, which gets no queue entry.
   */
  public int queueOffsets() {
    return hasQueueEntry() ? messageCount() : 0;
  }

  /**
   * Fills in what the log has decided; each record's offsets follow from those of the first.
   *
   * @param physicalOffset where in the log the first record will lie
   * @param queueOffset of the first message; 0 if it uses up none
   * @param storeTimestamp ms since 1970
   */
  public void stamp(long physicalOffset, long queueOffset, long storeTimestamp) {
    int queueStep = hasQueueEntry() ? 1 : 0;
    int timestampAt = MessageRecord.storeTimestampOffset(sysFlag);
    int at = 0;
    // region ch04 stamp-records
    for (int i = 0; i < count; i++) {
      buffer.putLong(at + MessageRecord.QUEUE_OFFSET_OFFSET, queueOffset + (long) i * queueStep);
      buffer.putLong(at + MessageRecord.PHYSICAL_OFFSET_OFFSET, physicalOffset + at);
      buffer.putLong(at + timestampAt, storeTimestamp);
      at += buffer.getInt(at);
    }
    // endregion
    if (isInnerBatch()) {
      InnerBatch.stampBase(buffer, propertiesAt, queueOffset);
    }
    for (at = 0; appendCrc && at < buffer.limit(); at += buffer.getInt(at)) {
      CrcProperty.write(buffer, at, buffer.getInt(at));
    }
  }

  /**
   * The offset ids of all records, joined by commas.
   *
   * @param storeHost the broker's address, which is part of each id
   * @param physicalOffset of the first record
   */
  public String ids(InetSocketAddress storeHost, long physicalOffset) {
    String first = new MessageId(storeHost, physicalOffset).encode();
    if (count == 1) {
      return first;
    }
    var ids = new StringBuilder(first);
    for (int at = buffer.getInt(0); at < buffer.limit(); at += buffer.getInt(at)) {
      ids.append(',').append(new MessageId(storeHost, physicalOffset + at).encode());
    }
    return ids.toString();
  }
}
