package io.glassmq.cli;

import io.glassmq.common.layout.HexView;
import io.glassmq.store.show.Excerpt;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/**
 * What a command tells people: headings, lines and excerpts of files. In colours on a terminal;
 * characters that would command the terminal come out as dots.
 */
record Page(PrintWriter out, Ansi ansi, int linesPerField) {

  void heading(String format, Object... args) {
    out.println(ansi.new Text("@|bold " + escaped(format, args) + "|@"));
  }

  void line(String format, Object... args) {
    out.println(escaped(format, args).stripTrailing());
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

  private void raw(String line) {
    line("%s", line);
  }

  private static String escaped(String format, Object... args) {
    return String.format(Locale.ROOT, format, args).replaceAll("\\p{Cntrl}", ".");
  }
}
