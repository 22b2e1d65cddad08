package io.glassmq.cli;

import io.glassmq.common.layout.Field;
import io.glassmq.common.layout.HexView;
import io.glassmq.common.layout.Layout;
import io.glassmq.store.show.Excerpt;
import java.io.PrintWriter;
import java.util.Locale;
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

  /** The names of a structure's fields side by side, to stand above {@link #values}. */
  void names(String first, Layout layout) {
    var row = new StringBuilder(String.format("%12s", first));
    layout.fields().forEach(field -> row.append(cell(field, field.name())));
    raw(row.toString());
  }

  /** What the fields say, side by side. */
  void values(String first, Excerpt excerpt, String remark) {
    var row = new StringBuilder(String.format("%12s", first));
    for (Field field : excerpt.layout().fields()) {
      row.append(cell(field, field.value(excerpt.bytes())));
    }
    raw(row + "  " + remark);
  }

  private static String cell(Field field, String text) {
    return String.format("  %" + Math.max(10, field.name().length()) + "s", text);
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
