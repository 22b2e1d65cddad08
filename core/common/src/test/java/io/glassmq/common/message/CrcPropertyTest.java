package io.glassmq.common.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class CrcPropertyTest {
  private static final int AT = 7;
  private static final int SIZE = 60;

  private final ByteBuffer records = ByteBuffer.allocate(100);

  private void fill() {
    for (int i = 0; i < records.capacity(); i++) {
      records.put(i, (byte) (i * 31));
    }
    CrcProperty.write(records, AT, SIZE);
  }

  @Test
  void shouldWriteTheDigitsOfTheCrcLowestFirst() {
    fill();

    var crc = new CRC32();
    crc.update(records.array(), AT, SIZE - 20);
    String digits = String.format("%010d", crc.getValue() & Integer.MAX_VALUE);
    assertThat(new String(records.array(), AT + SIZE - 20, 20, ISO_8859_1))
        .isEqualTo("__CRC32#\u0001" + new StringBuilder(digits).reverse() + "\u0002");
  }

  @Test
  void shouldTouchNothingBehindTheRecord() {
    fill();

    assertThat(records.get(AT + SIZE)).isEqualTo((byte) ((AT + SIZE) * 31));
  }

  @Test
  void shouldNoticeEveryChangedByte() {
    fill();
    assertThat(CrcProperty.isValid(records, AT, SIZE)).isTrue();

    for (int i = AT; i < AT + SIZE; i++) {
      records.put(i, (byte) (records.get(i) ^ 4));
      assertThat(CrcProperty.isValid(records, AT, SIZE)).as("byte " + i).isFalse();
      records.put(i, (byte) (records.get(i) ^ 4));
    }
    assertThat(CrcProperty.isValid(records, 0, 19)).isFalse();
  }
}
