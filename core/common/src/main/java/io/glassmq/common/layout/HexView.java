package io.glassmq.common.layout;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A structure as lines of text: each field with its place, its bytes and what they mean.
 *
 * <pre>
 *  at bytes  field              hex                      meaning
 *   0     8  physical offset    00 00 00 00 00 00 01 12  274
 * </pre>
 *
 * A meaning that is too long for one line makes room for the printable characters among the bytes.
 *
 * @param layout of the structure
 * @param bytes the structure lies at the position
 * @param maxLines that one field may take; what is left out is counted
 */
public record HexView(Layout layout, ByteBuffer bytes, int maxLines) {
  private static final int BYTES_A_LINE = 8;
  private static final int MEANING_WIDTH = 43;
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  /** The lines, at most 100 columns wide. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line("at", "bytes", "field", "hex", "meaning"));
    for (Field field : layout.fields()) {
      addLines(field, lines);
    }
    return lines;
  }

  private void addLines(Field field, List<String> lines) {
    var content = new byte[field.length()];
    field.bytes(bytes).get(content);
    String meaning = printable(field.value(bytes));
    boolean fits = meaning.length() <= MEANING_WIDTH;
    String first = fits ? meaning : characters(content, 0);
    lines.add(line("" + field.offset(), "" + field.length(), field.name(), hex(content, 0), first));
    for (int i = BYTES_A_LINE; i < content.length; i += BYTES_A_LINE) {
      if (i == maxLines * BYTES_A_LINE) {
        lines.add(line("", "", "", "... " + (content.length - i) + " more bytes", ""));
        break;
      }
      lines.add(line("", "", "", hex(content, i), fits ? "" : characters(content, i)));
    }
  }

  private static String line(String at, String length, String name, String hex, String meaning) {
    return String.format("%5s %5s  %-19s%-23s  %s", at, length, name, hex, meaning).stripTrailing();
  }

  private static String hex(byte[] bytes, int from) {
    return HEX.formatHex(bytes, from, Math.min(bytes.length, from + BYTES_A_LINE));
  }

  /** What can be printed; a dot for the rest. */
  private static String characters(byte[] bytes, int from) {
    int length = Math.min(BYTES_A_LINE, bytes.length - from);
    return new String(bytes, from, length, ISO_8859_1).replaceAll("[^ -~]", ".");
  }

  /** A message may hold anything, also what would command a terminal. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", ".");
  }
}
