package io.glassmq.classroom.source;

import java.nio.file.Path;
import java.util.List;

/**
 * Lines of a source file that are marked: a hole of a lab, an excerpt of a chapter, a stop of a
 * tour.
 *
 * @param file as named in the checkout
 * @param markLine number of the line with the mark, from 1; the region begins in the next line
 * @param lines between the marks, as they are in the file
 */
public record Region(RegionId id, String file, int markLine, List<String> lines) {
  public Region {
    lines = List.copyOf(lines);
  }

  public int firstLine() {
    return markLine + 1;
  }

  /** Number of the last line; less than {@link #firstLine} if the region is empty. */
  public int lastLine() {
    return markLine + lines.size();
  }

  /** The name of the file's class, with its package. */
  public String className() {
    String path = file.substring(file.indexOf("/java/") + "/java/".length());
    return path.substring(0, path.length() - ".java".length()).replace('/', '.');
  }

  /** File and line, for messages. */
  public String where() {
    return file + ":" + markLine;
  }

  /** The lines without the blanks that all of them begin with, and without marks. */
  public String text() {
    int indent =
        lines.stream().filter(line -> !line.isBlank()).mapToInt(Region::indent).min().orElse(0);
    List<String> dedented =
        lines.stream().map(line -> line.isBlank() ? "" : line.substring(indent)).toList();
    return String.join("\n", dedented).strip();
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }

  /** The file's last name, as a learner looks for it. */
  public String fileName() {
    return Path.of(file).getFileName().toString();
  }
}
