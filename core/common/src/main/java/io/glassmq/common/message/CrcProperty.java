package io.glassmq.common.message;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A checksum over a whole record, which is the last of its properties: it covers all bytes of the
 * record in front of it. Optional; the body has one of its own in any case.
 *
 * <pre>
 *  at   bytes  field
 *   0     8    name: __CRC32#
 *   8     1    0x01
 *   9    10    CRC-32 with the sign bit cleared, in decimal digits, the lowest first, then zeros
 *  19     1    0x02
 * </pre>
 */
public final class CrcProperty {
  public static final String NAME = "__CRC32#";

  public static final int NAME_OFFSET = 0;
  public static final int SEPARATOR_OFFSET = NAME_OFFSET + 8;
  public static final int DIGITS_OFFSET = SEPARATOR_OFFSET + 1;
  public static final int END_OFFSET = DIGITS_OFFSET + 10;
  public static final int LENGTH = END_OFFSET + 1;

  private CrcProperty() {}

  /**
   * Properties without a checksum of an earlier life, and with room for a new one behind them.
   *
   * @param properties in their encoded form
   */
  public static byte[] makeRoom(byte[] properties) {
    String end = String.valueOf(MessageProperties.PROPERTY_SEPARATOR);
    String text = new String(properties, UTF_8);
    text = text.isEmpty() || text.endsWith(end) ? text : text + end;
    String old = MessageProperties.find(text, NAME);
    if (old != null) {
      String pair = end + NAME + MessageProperties.NAME_VALUE_SEPARATOR + old + end;
      text = (end + text).replace(pair, end).substring(1);
    }
    byte[] kept = text.getBytes(UTF_8);
    return Arrays.copyOf(kept, kept.length + LENGTH);
  }

  /** Fills the last {@link #LENGTH} bytes of the record; everything before must be final. */
  public static void write(ByteBuffer records, int at, int size) {
    records.put(at + size - LENGTH, of(records, at, size), 0, LENGTH);
  }

  /** Whether the record ends with this property, and it says what the bytes before say. */
  public static boolean isValid(ByteBuffer records, int at, int size) {
    return size >= LENGTH
        && records.slice(at + size - LENGTH, LENGTH).equals(of(records, at, size));
  }

  private static ByteBuffer of(ByteBuffer records, int at, int size) {
    int crc = MessageRecord.bodyCrc(records.slice(at, size - LENGTH));
    var property = ByteBuffer.allocate(LENGTH);
    property.put(NAME.getBytes(US_ASCII)).put((byte) MessageProperties.NAME_VALUE_SEPARATOR);
    for (int i = DIGITS_OFFSET; i < END_OFFSET; i++) {
      property.put((byte) ('0' + crc % 10));
      crc /= 10;
    }
    return property.put((byte) MessageProperties.PROPERTY_SEPARATOR).flip();
  }
}
