package io.glassmq.classroom.page;

import io.glassmq.common.layout.HexView;
import io.glassmq.common.layout.Layout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Real bytes with every field named: as text, and as a drawing. The bytes are made by code in the
 * module {@code chapters}, with core's own encoders and layouts: a class in the chapter's package
 * gives its pictures, and {@code io.glassmq.chapters.ChapterBytes} lists these classes. The bytes
 * have to be the same on every run: set times, ports and ids by hand.
 *
 * @param name unique, in lower case with hyphens, as in {@code ./mq bytes send-request}
 * @param title what is seen, in a few words
 */
public record BytePicture(String name, String title, List<Part> parts) {
  private static final int LINES_A_FIELD = 8;

  public BytePicture {
    parts = List.copyOf(parts);
  }

  /**
   * One structure of the picture.
   *
   * @param title what it is; may be empty if the picture has only this part
   * @param bytes the structure lies at the position
   */
  public record Part(String title, Layout layout, ByteBuffer bytes) {

    /**
     * @throws IllegalArgumentException if there are fewer bytes than the layout has
     */
    public Part {
      if (bytes.remaining() < layout.length()) {
        throw new IllegalArgumentException(
            "%s: %d bytes for a layout of %d".formatted(title, bytes.remaining(), layout.length()));
      }
    }
  }

  public static BytePicture of(String name, String title, Layout layout, ByteBuffer bytes) {
    return new BytePicture(name, title, List.of(new Part("", layout, bytes)));
  }

  /** The picture as text, at most 100 columns wide. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Part part : parts) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      if (!part.title().isEmpty()) {
        lines.add(part.title());
      }
      lines.addAll(new HexView(part.layout(), part.bytes(), LINES_A_FIELD).lines());
    }
    return lines;
  }

  /** The picture as an SVG document. */
  public String svg() {
    return new ByteDrawing(this).svg();
  }
}
