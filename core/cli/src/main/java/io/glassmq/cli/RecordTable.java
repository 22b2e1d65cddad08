package io.glassmq.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.glassmq.common.message.RecordView;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A record of the commit log as lines of text: place, length, name, bytes, meaning. */
record RecordTable(RecordView record) {
  private static final int BYTES_A_LINE = 12;
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line("at", "bytes", "field", "hex", "meaning"));
    for (RecordView.Field field : record.fields()) {
      byte[] bytes = HexFormat.of().parseHex(field.hex());
      boolean isShort = bytes.length <= BYTES_A_LINE;
      String at = String.valueOf(field.offset());
      String length = String.valueOf(field.length());
      String meaning = isShort ? field.value() : text(bytes, 0);
      lines.add(line(at, length, field.name(), hex(bytes, 0), meaning));
      for (int i = BYTES_A_LINE; i < bytes.length; i += BYTES_A_LINE) {
        lines.add(line("", "", "", hex(bytes, i), text(bytes, i)));
      }
    }
    return lines;
  }

  private static String line(String at, String length, String name, String hex, String meaning) {
    String line = String.format("   %4s %5s  %-18s %-35s  %s", at, length, name, hex, meaning);
    return line.stripTrailing();
  }

  private static String hex(byte[] bytes, int from) {
    return HEX.formatHex(bytes, from, Math.min(bytes.length, from + BYTES_A_LINE));
  }

  /** What can be printed; a dot for the rest. */
  private static String text(byte[] bytes, int from) {
    int length = Math.min(BYTES_A_LINE, bytes.length - from);
    return new String(bytes, from, length, US_ASCII).replaceAll("[^ -~]", ".");
  }
}
