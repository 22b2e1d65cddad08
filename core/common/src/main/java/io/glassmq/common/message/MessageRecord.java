package io.glassmq.common.message;

import io.glassmq.common.layout.Layout;
import io.glassmq.common.sysflag.MessageSysFlag;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * The layout of one message in the commit log, which is also its form in the body of a pull answer.
 * Big-endian. Encoder, decoder, hex view and chapter 04 all use this class.
 *
 * <pre>
 *  at   bytes  field
 *   0     4    total size, this field included
 *   4     4    magic: V1, V2 (two-byte topic length) or BLANK (filler at a file's end)
 *   8     4    CRC-32 of the body, sign bit cleared
 *  12     4    queue id
 *  16     4    flag, the user's
 *  20     8    queue offset, in messages
 *  28     8    physical offset: where this record starts in the log, in bytes
 *  36     4    sysFlag, see {@link MessageSysFlag}
 *  40     8    born timestamp, ms
 *  48   8|20   born host: address (4 or 16) and port (4)
 *  56     8    store timestamp, ms             (68 when the born host is IPv6; all below move too)
 *  64   8|20   store host
 *  72     4    reconsume times
 *  76     8    prepared transaction offset
 *  84   4+n    body length, body
 *       1+n    topic length, topic             (V2: 2+n)
 *       2+n    properties length, properties
 * </pre>
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.message.MessageDecoder}.
 */
public final class MessageRecord {
  public static final int MAGIC_V1 = 0xDAA320A7;
  public static final int MAGIC_V2 = 0xDAA320AB;
  public static final int MAGIC_BLANK = 0xCBD43194;

  public static final int TOTAL_SIZE_OFFSET = 0;
  public static final int MAGIC_OFFSET = TOTAL_SIZE_OFFSET + 4;
  public static final int BODY_CRC_OFFSET = MAGIC_OFFSET + 4;
  public static final int QUEUE_ID_OFFSET = BODY_CRC_OFFSET + 4;
  public static final int FLAG_OFFSET = QUEUE_ID_OFFSET + 4;
  public static final int QUEUE_OFFSET_OFFSET = FLAG_OFFSET + 4;
  public static final int PHYSICAL_OFFSET_OFFSET = QUEUE_OFFSET_OFFSET + 8;
  public static final int SYS_FLAG_OFFSET = PHYSICAL_OFFSET_OFFSET + 8;
  public static final int BORN_TIMESTAMP_OFFSET = SYS_FLAG_OFFSET + 4;
  public static final int BORN_HOST_OFFSET = BORN_TIMESTAMP_OFFSET + 8;

  /** Length of a BLANK: its size and its magic; the rest of the file means nothing. */
  public static final int BLANK_LENGTH = 8;

  /** A topic of more bytes needs V2. */
  public static final int MAX_V1_TOPIC_BYTES = 127;

  /** Name of the field behind a wrong length, see {@link #layout}. */
  public static final String UNREADABLE = "unreadable";

  public static final Layout BLANK_LAYOUT = RecordLayout.BLANK;

  private MessageRecord() {}

  /**
   * The fields of one record, each property one of its own. They cover every byte between position
   * and limit; what cannot be told apart because a length is wrong is {@link #UNREADABLE}.
   */
  public static Layout layout(ByteBuffer record) {
    return RecordLayout.of(record.slice());
  }

  public static int storeTimestampOffset(int sysFlag) {
    return BORN_HOST_OFFSET + MessageSysFlag.bornHostLength(sysFlag);
  }

  public static int storeHostOffset(int sysFlag) {
    return storeTimestampOffset(sysFlag) + 8;
  }

  public static int reconsumeTimesOffset(int sysFlag) {
    return storeHostOffset(sysFlag) + MessageSysFlag.storeHostLength(sysFlag);
  }

  public static int preparedTransactionOffsetOffset(int sysFlag) {
    return reconsumeTimesOffset(sysFlag) + 4;
  }

  public static int bodyLengthOffset(int sysFlag) {
    return preparedTransactionOffsetOffset(sysFlag) + 8;
  }

  /** Bytes of the length field in front of the topic. */
  public static int topicLengthBytes(int magic) {
    return magic == MAGIC_V2 ? 2 : 1;
  }

  /** Bytes of a whole record. */
  public static int totalSize(
      int magic, int sysFlag, int bodyBytes, int topicBytes, int propertiesBytes) {
    return bodyLengthOffset(sysFlag)
        + (4 + bodyBytes)
        + (topicLengthBytes(magic) + topicBytes)
        + (2 + propertiesBytes);
  }

  /** CRC-32 with the sign bit cleared; registrations of brokers carry the same of their body. */
  public static int bodyCrc(byte[] body) {
    return bodyCrc(ByteBuffer.wrap(body));
  }

  /** The same of the bytes between position and limit. */
  public static int bodyCrc(ByteBuffer body) {
    var crc = new CRC32();
    crc.update(body);
    return (int) crc.getValue() & Integer.MAX_VALUE;
  }

  public static boolean isMessage(int magic) {
    return magic == MAGIC_V1 || magic == MAGIC_V2;
  }
}
