package io.glassmq.common.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LayoutTest {
  private static final Layout PAIR =
      Layout.of(
          "pair", new Field("left", 0, 2, Format.NUMBER), new Field("right", 2, 4, Format.NUMBER));

  @Test
  void shouldRefuseAGap() {
    assertThatThrownBy(
            () ->
                Layout.of(
                    "pair",
                    new Field("left", 0, 2, Format.NUMBER),
                    new Field("right", 3, 4, Format.NUMBER)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pair: expected a field at byte 2");
  }

  @Test
  void shouldRefuseAnOverlap() {
    assertThatThrownBy(
            () ->
                Layout.of(
                    "pair",
                    new Field("left", 0, 2, Format.NUMBER),
                    new Field("right", 1, 4, Format.NUMBER)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Nested
  class UpTo {
    @Test
    void shouldKeepAWholeStructure() {
      assertThat(PAIR.upTo(6)).isSameAs(PAIR);
    }

    @Test
    void shouldNameTheBytesOfAFieldThatIsCutOff() {
      Layout cut = PAIR.upTo(5);

      assertThat(cut.fields()).extracting(Field::name).containsExactly("left", "cut off");
      assertThat(cut.length()).isEqualTo(5);
    }

    @Test
    void shouldBeNothingWhereNothingIs() {
      assertThat(PAIR.upTo(0).fields()).isEmpty();
    }
  }

  @Nested
  class Formats {
    @Test
    void shouldKeepTheSignOfNumbersOfAnyLength() {
      assertThat(Format.NUMBER.show(bytes(0xFF))).isEqualTo("-1");
      assertThat(Format.NUMBER.show(bytes(0x7F, 0xFF))).isEqualTo("32767");
      assertThat(Format.NUMBER.show(bytes(0x80, 0, 0, 0))).isEqualTo("" + Integer.MIN_VALUE);
      assertThat(Format.NUMBER.show(bytes(0, 0, 0, 1, 0, 0, 0, 0))).isEqualTo("4294967296");
    }

    @Test
    void shouldShowTimesOfTheWorldNotOfTheMachine() {
      ByteBuffer time = ByteBuffer.allocate(8).putLong(0, 1_700_000_000_000L);

      assertThat(Format.MILLIS.show(time)).isEqualTo("1700000000000 = 2023-11-14T22:13:20Z");
      assertThat(Format.MILLIS.show(ByteBuffer.allocate(8))).isEqualTo("0");
    }
  }

  @Nested
  class Hex {
    @Test
    void shouldDrawEachFieldInALine() {
      assertThat(new HexView(PAIR, bytes(0, 7, 0, 0, 1, 0), 4).lines())
          .containsExactly(
              "   at bytes  field              hex                      meaning",
              "    0     2  left               00 07                    7",
              "    2     4  right              00 00 01 00              256");
    }

    @Test
    void shouldShowTheCharactersWhereTheMeaningIsTooLong() {
      var layout = Layout.of("text", new Field("body", 0, 60, Format.TEXT));
      ByteBuffer text = ByteBuffer.wrap(("a\nb" + "x".repeat(57)).getBytes());

      assertThat(new HexView(layout, text, 2).lines())
          .containsExactly(
              "   at bytes  field              hex                      meaning",
              "    0    60  body               61 0a 62 78 78 78 78 78  a.bxxxxx",
              "                                78 78 78 78 78 78 78 78  xxxxxxxx",
              "                                ... 44 more bytes");
    }

    @Test
    void shouldNotPassOnWhatCommandsATerminal() {
      var layout = Layout.of("text", new Field("body", 0, 4, Format.TEXT));

      assertThat(new HexView(layout, bytes(0x1B, '[', '2', 'J'), 4).lines().get(1))
          .endsWith(".[2J");
    }
  }

  private static ByteBuffer bytes(int... values) {
    var bytes = ByteBuffer.allocate(values.length);
    for (int value : values) {
      bytes.put((byte) value);
    }
    return bytes.flip();
  }
}
