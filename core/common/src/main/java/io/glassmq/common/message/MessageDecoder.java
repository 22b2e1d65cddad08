package io.glassmq.common.message;

import static io.glassmq.common.message.MessageRecord.MAGIC_V2;

import io.glassmq.common.sysflag.MessageSysFlag;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns records of the commit log into messages.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.message.MessageDecoder}.
 */
public final class MessageDecoder {

  private MessageDecoder() {}

  /**
   * Reads the messages that lie back to back in {@code in}. Ends at the first incomplete record or
   * at one that is no message. Bodies stay as they were stored, compressed or not.
   */
  public static List<MessageExt> decodes(ByteBuffer in) {
    List<MessageExt> messages = new ArrayList<>();
    while (in.remaining() >= MessageRecord.BLANK_LENGTH) {
      int size = in.getInt(in.position());
      int magic = in.getInt(in.position() + MessageRecord.MAGIC_OFFSET);
      if (size > in.remaining() || !MessageRecord.isMessage(magic)) {
        break;
      }
      messages.add(decode(in));
    }
    return messages;
  }

  /**
   * Reads the one record at the position of {@code in} and moves behind it.
   *
   * @throws IllegalArgumentException if there is no whole, consistent record
   */
  public static MessageExt decode(ByteBuffer in) {
    int start = in.position();
    int size = in.remaining() < MessageRecord.BLANK_LENGTH ? -1 : in.getInt();
    if (size < MessageRecord.bodyLengthOffset(0) || size > in.remaining() + 4) {
      throw new IllegalArgumentException(
          "No record at byte " + start + ": size " + size + ", room " + in.remaining());
    }
    int magic = in.getInt();
    if (!MessageRecord.isMessage(magic)) {
      throw new IllegalArgumentException(
          "No record at byte " + start + ": magic " + Integer.toHexString(magic));
    }
    var message = new MessageExt();
    message.setStoreSize(size);
    message.setBodyCRC(in.getInt());
    message.setQueueId(in.getInt());
    message.setFlag(in.getInt());
    message.setQueueOffset(in.getLong());
    message.setCommitLogOffset(in.getLong());
    int sysFlag = in.getInt();
    message.setSysFlag(sysFlag);
    message.setBornTimestamp(in.getLong());
    message.setBornHost(host(in, MessageSysFlag.bornHostLength(sysFlag)));
    message.setStoreTimestamp(in.getLong());
    var storeHost = host(in, MessageSysFlag.storeHostLength(sysFlag));
    message.setStoreHost(storeHost);
    message.setReconsumeTimes(in.getInt());
    message.setPreparedTransactionOffset(in.getLong());
    message.setBody(bytes(in, in.getInt()));
    int topicLength = magic == MAGIC_V2 ? in.getShort() & 0xFFFF : in.get() & 0xFF;
    message.setTopic(new String(bytes(in, topicLength), StandardCharsets.UTF_8));
    message.setProperties(
        MessageProperties.decode(new String(bytes(in, in.getShort()), StandardCharsets.UTF_8)));
    message.setMsgId(new MessageId(storeHost, message.getCommitLogOffset()).encode());
    if (in.position() - start != size) {
      throw new IllegalArgumentException(
          "Record at byte "
              + start
              + " says "
              + size
              + " bytes, but has "
              + (in.position() - start));
    }
    return message;
  }

  private static byte[] bytes(ByteBuffer in, int length) {
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException(
          "Broken record: length " + length + " at byte " + in.position() + " of " + in.limit());
    }
    var bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static InetSocketAddress host(ByteBuffer in, int length) {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(bytes(in, length - 4)), in.getInt());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("Broken record: no address before " + in.position(), e);
    }
  }
}
