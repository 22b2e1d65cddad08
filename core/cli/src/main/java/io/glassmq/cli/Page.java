package io.glassmq.cli;

import io.glassmq.common.layout.Field;
import io.glassmq.common.layout.HexView;
import io.glassmq.common.layout.Layout;
import io.glassmq.store.show.Excerpt;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;

/**
 * What a command tells people: headings, lines and excerpts of files. In colours on a terminal;
 * characters that would command the terminal come out as dots.
 */
record Page(PrintWriter out, Ansi ansi, int linesPerField) {
  private static final int WIDTH = 119;

  void heading(String format, Object... args) {
    out.println(ansi.new Text("@|bold " + escaped(format, args) + "|@"));
  }

  void line(String format, Object... args) {
    out.println(escaped(format, args));
  }

  /** Something that should not be. */
  void problem(String format, Object... args) {
    out.println(ansi.new Text("@|red   ! " + escaped(format, args) + "|@"));
  }

  void gap() {
    out.println();
  }

  /** Where the excerpt lies and every field of it. */
  void excerpt(Excerpt excerpt) {
    line("  %s, byte %d:", excerpt.file(), excerpt.position());
    new HexView(excerpt.layout(), excerpt.bytes(), linesPerField).lines().forEach(this::raw);
  }

  /** Structures of one layout below each other, as far as they are whole; each with a remark. */
  void table(String first, Layout layout, List<Row> rows) {
    List<List<String>> table = new ArrayList<>();
    table.add(cells(first, layout.fields().stream().map(Field::name).toList()));
    for (Row row : rows) {
      Excerpt excerpt = row.excerpt();
      Stream<String> values =
          excerpt.layout().fields().stream().map(field -> field.value(excerpt.bytes()));
      table.add(cells("" + row.number(), values.map(Page::shortened).toList()));
    }
    var widths = new int[layout.fields().size() + 1];
    for (List<String> cells : table) {
      for (int i = 0; i < Math.min(widths.length, cells.size()); i++) {
        widths[i] = Math.max(widths[i], cells.get(i).length());
      }
    }
    for (int i = 0; i < table.size(); i++) {
      var line = new StringBuilder();
      for (int cell = 0; cell < Math.min(widths.length, table.get(i).size()); cell++) {
        line.append(String.format("  %" + widths[cell] + "s", table.get(i).get(cell)));
      }
      raw(i == 0 ? line.toString() : line + "  " + rows.get(i - 1).remark());
    }
  }

  /** A structure with a number, in a table. */
  record Row(long number, Excerpt excerpt, String remark) {}

  private static List<String> cells(String first, List<String> others) {
    List<String> cells = new ArrayList<>(List.of(first));
    cells.addAll(others);
    return cells;
  }

  /** A time in words alone, where it is there in words and milliseconds. */
  private static String shortened(String value) {
    return value.substring(value.indexOf(" = ") < 0 ? 0 : value.indexOf(" = ") + 3);
  }

  private void raw(String line) {
    line("%s", line);
  }

  /** Safe for a terminal, and folded where it would be too wide. */
  private static String escaped(String format, Object... args) {
    String text = String.format(Locale.ROOT, format, args).replaceAll("\\p{Cntrl}", ".");
    return text.stripTrailing().replaceAll("(.{" + (WIDTH - 2) + "})(?=..)", "$1\n  ");
  }
}
