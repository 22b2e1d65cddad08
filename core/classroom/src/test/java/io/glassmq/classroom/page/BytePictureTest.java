package io.glassmq.classroom.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.glassmq.classroom.page.BytePicture.Part;
import io.glassmq.common.layout.Field;
import io.glassmq.common.layout.Format;
import io.glassmq.common.layout.Layout;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class BytePictureTest {
  private static final Layout PAIR =
      Layout.of(
          "pair",
          new Field("left & first", 0, 2, Format.NUMBER),
          new Field("right", 2, 18, Format.TEXT));
  private static final ByteBuffer BYTES =
      ByteBuffer.allocate(21).putShort(0, (short) 258).put(2, "<b> eighteen bytes".getBytes());

  @Nested
  class Lines {
    @Test
    void shouldNameEachPart() {
      var picture =
          new BytePicture(
              "two", "Two", List.of(new Part("one", PAIR, BYTES), new Part("two", PAIR, BYTES)));

      assertThat(picture.lines())
          .contains("one", "two", "    0     2  left & first       01 02                    258");
    }
  }

  @Nested
  class Svg {
    private final Document drawing = parsed(BytePicture.of("x", "A <pair>", PAIR, BYTES).svg());

    private static Document parsed(String svg) {
      try {
        return DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
      } catch (Exception e) {
        throw new AssertionError(svg, e);
      }
    }

    private List<String> texts() {
      NodeList nodes = drawing.getElementsByTagName("text");
      return IntStream.range(0, nodes.getLength())
          .mapToObj(i -> nodes.item(i).getTextContent())
          .toList();
    }

    @Test
    void shouldShowEveryByteOnce() {
      assertThat(texts()).filteredOn(text -> text.matches("[0-9a-f]{2}")).hasSize(20);
      assertThat(texts()).startsWith("A <pair>", "    0").contains("01", "3c", "   16");
    }

    @Test
    void shouldExplainEachFieldInTheLegend() {
      assertThat(texts())
          .containsSequence("1", "left & first", "0..1", "258", "2", "right", "2..19");
    }

    @Test
    void shouldBringItsOwnGround() {
      var ground = (Element) drawing.getElementsByTagName("rect").item(0);

      assertThat(ground.getAttribute("fill")).isEqualTo("#fdfdfb");
    }
  }

  @Test
  void shouldRefuseFewerBytesThanTheLayoutHas() {
    assertThatThrownBy(() -> BytePicture.of("x", "X", PAIR, ByteBuffer.allocate(19)))
        .hasMessageContaining("19 bytes for a layout of 20");
  }
}
