package io.glassmq.cli.lab;

import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * Where pages of the labs are printed.
 *
 * @param root files are named from here
 */
record Paper(PrintWriter out, Ink ink, Path root) {

  void line(String format, Object... args) {
    out.println(format.formatted(args).stripTrailing());
  }

  void gap() {
    out.println();
  }

  /** A text of several lines, folded where it is too wide. */
  void text(String indent, String text) {
    Ink.lines(indent, text).forEach(out::println);
  }

  void bad(String indent, String text) {
    Ink.lines(indent, text).forEach(line -> out.println(ink.bad(line)));
  }

  void faint(String indent, String text) {
    Ink.lines(indent, text).forEach(line -> out.println(ink.faint(line)));
  }

  /** How a file is called: from the top of the checkout, with slashes. */
  String name(Path file) {
    Path whole = file.toAbsolutePath().normalize();
    Path top = root.toAbsolutePath().normalize();
    return (whole.startsWith(top) ? top.relativize(whole) : whole).toString().replace('\\', '/');
  }
}
