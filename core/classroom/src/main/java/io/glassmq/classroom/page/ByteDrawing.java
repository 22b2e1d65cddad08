package io.glassmq.classroom.page;

import io.glassmq.classroom.page.BytePicture.Part;
import io.glassmq.common.layout.Field;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;

/**
 * Draws a byte picture: rows of sixteen bytes, each field in a colour and with a number, and a
 * legend. It brings its own light ground, so it can be read on a dark page too.
 */
final class ByteDrawing {
  private static final List<String> COLOURS =
      List.of("#cfe5ff", "#ffe0b3", "#d3f0cb", "#f7cfe2", "#e2d6fb", "#fff0a3", "#cdeeee");
  private static final int WIDTH = 860;
  private static final int LEFT = 16;
  private static final int GRID = 68;
  private static final int CELL = 30;
  private static final int ROW = 28;
  private static final int TEXT = GRID + 16 * CELL + 14;
  private static final int LEGEND_ROW = 22;
  private static final int MAX_BYTES = 20 * 16;
  private static final int VALUE_CHARS = 58;

  private final BytePicture picture;
  private final StringBuilder body = new StringBuilder();
  private int y = 34;

  ByteDrawing(BytePicture picture) {
    this.picture = picture;
  }

  String svg() {
    text(LEFT, y, "title", picture.title());
    y += 14;
    for (Part part : picture.parts()) {
      draw(part);
    }
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img">
        <title>%3$s</title>
        <style>
          text { font: 13px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #1f2328; }
          .title { font: bold 16px system-ui, "DejaVu Sans", sans-serif; }
          .part { font: bold 13px system-ui, "DejaVu Sans", sans-serif; }
          .faint { fill: #59636e; }
          .number { font-size: 8px; fill: #59636e; }
          .cell { text-anchor: middle; }
          text { white-space: pre; }
        </style>
        <rect x="0.5" y="0.5" width="%4$d" height="%5$d" rx="8" fill="#fdfdfb" stroke="#c9c9c2"/>
        %6$s</svg>
        """
        .formatted(WIDTH, y + 8, escaped(picture.title()), WIDTH - 1, y + 7, body.toString());
  }

  private void draw(Part part) {
    if (!part.title().isEmpty()) {
      y += 20;
      text(LEFT, y, "part", part.title());
    }
    y += 10;
    int shown = Math.min(part.layout().length(), MAX_BYTES);
    for (int from = 0; from < shown; from += 16) {
      row(part, from, Math.min(shown, from + 16));
      y += ROW;
    }
    if (shown < part.layout().length()) {
      y += 14;
      text(GRID, y, "faint", "... " + (part.layout().length() - shown) + " more bytes");
    }
    y += 22;
    legend(part);
  }

  /** One row of the grid: a box for each field's share of it, the bytes, the characters. */
  private void row(Part part, int from, int to) {
    text(LEFT, y + 19, "faint", String.format(Locale.ROOT, "%5d", from));
    List<Field> fields = part.layout().fields();
    for (int i = 0; i < fields.size(); i++) {
      int start = Math.max(from, fields.get(i).offset());
      int end = Math.min(to, fields.get(i).end());
      if (start < end) {
        int x = GRID + (start - from) * CELL;
        body.append(
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\" fill=\"%s\" stroke=\"#fdfdfb\"/>\n"
                .formatted(x, y + 1, (end - start) * CELL, ROW - 2, colour(i)));
        if (start == fields.get(i).offset()) {
          text(x + 3, y + 9, "number", "" + (i + 1));
        }
      }
    }
    var characters = new StringBuilder();
    ByteBuffer bytes = part.bytes();
    for (int at = from; at < to; at++) {
      int value = bytes.get(bytes.position() + at) & 0xFF;
      text(
          GRID + (at - from) * CELL + CELL / 2 + 1,
          y + 20,
          "cell",
          String.format(Locale.ROOT, "%02x", value));
      characters.append(value > ' ' && value < 0x7F ? (char) value : '·');
    }
    text(TEXT, y + 19, "faint", characters.toString());
  }

  private void legend(Part part) {
    List<Field> fields = part.layout().fields();
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      body.append(
          "<rect x=\"%d\" y=\"%d\" width=\"24\" height=\"16\" rx=\"3\" fill=\"%s\"/>\n"
              .formatted(GRID - 34, y, colour(i)));
      text(GRID - 22, y + 12, "cell", "" + (i + 1));
      text(GRID, y + 12, "", field.name());
      text(GRID + 186, y + 12, "faint", place(field));
      text(GRID + 290, y + 12, "", value(field, part.bytes()));
      y += LEGEND_ROW;
    }
  }

  private static String place(Field field) {
    return field.length() == 0
        ? "empty"
        : field.length() == 1
            ? "byte " + field.offset()
            : field.offset() + ".." + (field.end() - 1);
  }

  private static String value(Field field, ByteBuffer bytes) {
    String value = field.value(bytes).replaceAll("\\p{Cntrl}", "·");
    return value.length() <= VALUE_CHARS ? value : value.substring(0, VALUE_CHARS - 3) + "...";
  }

  private static String colour(int field) {
    return COLOURS.get(field % COLOURS.size());
  }

  private void text(int x, int at, String style, String text) {
    String styled = style.isEmpty() ? "" : " class=\"" + style + "\"";
    body.append("<text x=\"%d\" y=\"%d\"%s>%s</text>\n".formatted(x, at, styled, escaped(text)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
