package io.glassmq.common.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.glassmq.common.sysflag.MessageSysFlag;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/**
 * A record of the commit log taken apart for people: every field with its place, its bytes and what
 * they mean. The demo prints it, and so does chapter 04. See {@link MessageRecord} for the layout.
 *
 * @param fields in the order in which they lie; together they cover every byte of the record
 */
public record RecordView(List<Field> fields) {
  private static final HexFormat HEX = HexFormat.of();

  /**
   * One field.
   *
   * @param offset of its first byte, from the start of the record
   * @param length in bytes
   * @param value in words or digits
   * @param hex its bytes, two digits each
   */
  public record Field(int offset, int length, String name, String value, String hex) {}

  /**
   * Takes apart the one record at the position of {@code record}, which stays where it is.
   *
   * @throws IllegalArgumentException if there is no whole, consistent record
   */
  public static RecordView of(ByteBuffer record) {
    MessageDecoder.decode(record.duplicate());
    var cutter = new Cutter(record.slice(), new ArrayList<>());
    int magic = record.getInt(record.position() + MessageRecord.MAGIC_OFFSET);
    int sysFlag = record.getInt(record.position() + MessageRecord.SYS_FLAG_OFFSET);
    cutter.number("total size", 4);
    cutter.cut("magic", 4, in -> magic == MessageRecord.MAGIC_V2 ? "V2" : "V1");
    cutter.number("body CRC", 4);
    cutter.number("queue id", 4);
    cutter.number("flag", 4);
    cutter.number("queue offset", 8);
    cutter.number("physical offset", 8);
    cutter.number("sysFlag", 4);
    cutter.number("born timestamp", 8);
    cutter.cut("born host", MessageSysFlag.bornHostLength(sysFlag), RecordView::host);
    cutter.number("store timestamp", 8);
    cutter.cut("store host", MessageSysFlag.storeHostLength(sysFlag), RecordView::host);
    cutter.number("reconsume times", 4);
    cutter.number("prepared tx offset", 8);
    cutter.cut("body", (int) cutter.number("body length", 4), RecordView::text);
    int topicBytes = (int) cutter.number("topic length", MessageRecord.topicLengthBytes(magic));
    cutter.cut("topic", topicBytes, RecordView::text);
    cutter.cut("properties", (int) cutter.number("properties length", 2), RecordView::text);
    return new RecordView(List.copyOf(cutter.fields));
  }

  private static String text(ByteBuffer in) {
    String text = UTF_8.decode(in).toString();
    return text.replace('\1', '=').replace('\2', ' ').strip();
  }

  private static String host(ByteBuffer in) {
    var address = new byte[in.remaining() - 4];
    in.get(address);
    try {
      return InetAddress.getByAddress(address).getHostAddress() + ":" + in.getInt();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("An address has 4 or 16 bytes, not " + address.length, e);
    }
  }

  /** Cuts field after field off the front of a record. */
  private record Cutter(ByteBuffer rest, List<Field> fields) {

    long number(String name, int length) {
      long value = 0;
      for (int i = 0; i < length; i++) {
        value = value << 8 | rest.get(rest.position() + i) & 0xFF;
      }
      String digits = Long.toString(value);
      cut(name, length, in -> digits);
      return value;
    }

    void cut(String name, int length, Function<ByteBuffer, String> value) {
      var bytes = new byte[length];
      int offset = rest.position();
      rest.get(bytes);
      String meaning = value.apply(ByteBuffer.wrap(bytes));
      fields.add(new Field(offset, length, name, meaning, HEX.formatHex(bytes)));
    }
  }
}
