package io.glassmq.common.message;

import io.glassmq.common.layout.Field;
import io.glassmq.common.layout.Format;
import io.glassmq.common.layout.Layout;
import io.glassmq.common.sysflag.MessageSysFlag;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts one record of the commit log into its fields, the properties pair by pair. A length that
 * cannot be true ends the cutting: what lies behind is one field more, {@link
 * MessageRecord#UNREADABLE}.
 */
final class RecordLayout {
  private static final Format MAGIC =
      bytes ->
          switch (bytes.getInt()) {
            case MessageRecord.MAGIC_V1 -> "V1: one byte of topic length";
            case MessageRecord.MAGIC_V2 -> "V2: two bytes of topic length";
            case MessageRecord.MAGIC_BLANK -> "BLANK: the file ends here";
            default -> "no magic of a record";
          };

  private static final Format SYS_FLAG =
      bytes -> {
        int flags = bytes.getInt();
        return (flags + " " + MessageSysFlag.words(flags)).strip();
      };

  private static final Format PROPERTY =
      bytes ->
          Format.TEXT
              .show(bytes)
              .replace("" + MessageProperties.PROPERTY_SEPARATOR, "")
              .replace("" + MessageProperties.NAME_VALUE_SEPARATOR, " = ");

  static final Layout BLANK =
      Layout.of(
          "end of file",
          new Field("rest of the file", MessageRecord.TOTAL_SIZE_OFFSET, 4, Format.NUMBER),
          new Field("magic", MessageRecord.MAGIC_OFFSET, 4, MAGIC));

  private final ByteBuffer record;
  private final List<Field> fields = new ArrayList<>();
  private int at;

  private RecordLayout(ByteBuffer record) {
    this.record = record;
  }

  /** The fields of the record that takes all of {@code record}. */
  static Layout of(ByteBuffer record) {
    var cutter = new RecordLayout(record);
    cutter.cut();
    return new Layout("record", cutter.fields);
  }

  private void cut() {
    number("total size", 4);
    int magic = (int) number("magic", 4, MAGIC);
    number("body CRC", 4);
    number("queue id", 4);
    number("flag", 4);
    number("queue offset", 8);
    number("physical offset", 8);
    int sysFlag = (int) number("sysFlag", 4, SYS_FLAG);
    number("born timestamp", 8, Format.MILLIS);
    field("born host", MessageSysFlag.bornHostLength(sysFlag), Format.HOST);
    number("store timestamp", 8, Format.MILLIS);
    field("store host", MessageSysFlag.storeHostLength(sysFlag), Format.HOST);
    number("reconsume times", 4);
    number("prepared tx offset", 8);
    field("body", number("body length", 4), Format.TEXT);
    int topicLengthBytes = MessageRecord.topicLengthBytes(magic);
    long topicLength = number("topic length", topicLengthBytes);
    field("topic", topicLength & (1L << 8 * topicLengthBytes) - 1, Format.TEXT);
    properties(number("properties length", 2));
    if (at < record.limit()) {
      unreadable();
    }
  }

  private void properties(long length) {
    long end = at + length;
    if (length < 0 || end > record.limit()) {
      unreadable();
      return;
    }
    while (at < end) {
      int last = at;
      while (last < end - 1 && record.get(last) != MessageProperties.PROPERTY_SEPARATOR) {
        last++;
      }
      field("property", last + 1L - at, PROPERTY);
    }
  }

  private long number(String name, int length) {
    return number(name, length, Format.NUMBER);
  }

  /** The number; -1 if it is not there. */
  private long number(String name, int length, Format format) {
    int from = at;
    return field(name, length, format) ? Format.number(record.slice(from, length)) : -1;
  }

  private boolean field(String name, long length, Format format) {
    if (length < 0 || length > record.limit() - at) {
      unreadable();
      return false;
    }
    fields.add(new Field(name, at, (int) length, format));
    at += (int) length;
    return true;
  }

  /** The rest, after which nothing fits any more. */
  private void unreadable() {
    if (at < record.limit()) {
      fields.add(new Field(MessageRecord.UNREADABLE, at, record.limit() - at, Format.HEX));
      at = record.limit();
    }
  }
}
