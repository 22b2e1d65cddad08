package io.glassmq.classroom.source;

import io.glassmq.classroom.Mistake;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the marks in the text of one file: each opened once, closed once, never nested. */
final class RegionReader {
  private static final Pattern OPEN = Pattern.compile("\\s*//\\s*region\\b(.*)");
  private static final Pattern CLOSE = Pattern.compile("\\s*//\\s*endregion\\b.*");

  private final String file;
  private final List<String> lines;
  private final List<Region> regions = new ArrayList<>();
  private RegionId open;
  private int openLine;

  RegionReader(String file, String text) {
    this.file = file;
    this.lines = text.lines().toList();
  }

  static boolean isMark(String line) {
    return OPEN.matcher(line).matches() || CLOSE.matcher(line).matches();
  }

  /** All regions of the file, in order. */
  List<Region> regions() {
    for (int i = 0; i < lines.size(); i++) {
      Matcher mark = OPEN.matcher(lines.get(i));
      if (mark.matches()) {
        open(mark.group(1), i + 1);
      } else if (CLOSE.matcher(lines.get(i)).matches()) {
        close(i + 1);
      }
    }
    if (open != null) {
      throw new Mistake(
          file + ":" + openLine,
          "region " + open + " is not closed",
          "Write // endregion below it");
    }
    return regions;
  }

  private void open(String text, int line) {
    if (open != null) {
      throw new Mistake(
          file + ":" + line,
          "region" + text + " begins inside region " + open + " of line " + openLine,
          "Close that one first: regions are never nested");
    }
    open =
        RegionId.of(text)
            .orElseThrow(
                () ->
                    new Mistake(
                        file + ":" + line,
                        "a region is called \"" + text.strip() + "\"",
                        "Write // region lab04.2 append-record (lab, step, name)"
                            + " or // region ch04 sync-flush"));
    openLine = line;
  }

  private void close(int line) {
    if (open == null) {
      throw new Mistake(
          file + ":" + line, "// endregion closes nothing", "Take it away, or write its // region");
    }
    regions.add(new Region(open, file, openLine, lines.subList(openLine, line - 1)));
    open = null;
  }
}
