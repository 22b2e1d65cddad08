package io.glassmq.cli.lab;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * How the pages of the labs look: colours if they go to a terminal, ticks and crosses if its
 * characters have them. What learners' code printed cannot command the terminal.
 *
 * @param colours whether to colour
 * @param signs whether there are characters beyond ASCII
 */
record Ink(boolean colours, boolean signs) {
  /** Texts are folded here. */
  static final int WIDTH = 100;

  /** For what this process prints: colours on a terminal, unless NO_COLOR is set. */
  static Ink ofThisProcess() {
    return new Ink(Ansi.AUTO.enabled(), Charset.defaultCharset().newEncoder().canEncode('✓'));
  }

  String good(String text) {
    return with(text, Style.fg_green);
  }

  String bad(String text) {
    return with(text, Style.fg_red);
  }

  /** Yours to write: nothing is wrong yet. */
  String open(String text) {
    return with(text, Style.fg_yellow);
  }

  String bold(String text) {
    return with(text, Style.bold);
  }

  String faint(String text) {
    return with(text, Style.faint);
  }

  String tick() {
    return good(signs ? "✓" : "+");
  }

  String cross() {
    return bad(signs ? "✗" : "x");
  }

  /** The sign of what is still to be written. */
  String circle() {
    return open(signs ? "○" : "o");
  }

  /** The sign of what was not reached. */
  String dot() {
    return faint(signs ? "·" : ".");
  }

  private String with(String text, Style style) {
    return colours ? style.on() + text + style.off() : text;
  }

  /** The lines of a text, without what commands a terminal, each begun by {@code indent}. */
  static List<String> lines(String indent, String text) {
    List<String> lines = new ArrayList<>();
    for (String line : text.strip().split("\\R")) {
      String rest = line.replace("\t", "    ").replaceAll("\\p{Cntrl}", ".").stripTrailing();
      int width = WIDTH - indent.length();
      while (rest.length() > width) {
        int cut = cut(rest, width);
        lines.add(indent + rest.substring(0, cut));
        rest = rest.substring(cut).stripLeading();
      }
      if (!rest.isEmpty() || line.isBlank()) {
        lines.add(rest.isEmpty() ? "" : indent + rest);
      }
    }
    return lines;
  }

  /** Where a line that is too wide ends. A word stays whole if it is not far too long itself. */
  private static int cut(String line, int width) {
    int before = line.lastIndexOf(' ', width);
    if (before > width / 2) {
      return before;
    }
    int behind = line.indexOf(' ', width);
    int end = behind < 0 ? line.length() : behind;
    return end <= 2 * width ? end : width;
  }
}
