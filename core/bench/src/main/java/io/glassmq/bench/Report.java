package io.glassmq.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The result as a table: once for the terminal, once in Markdown. */
record Report(Figures official, Figures glass) {
  private static final List<String> HEAD =
      List.of("metric", "official 5.5.0", "GlassMQ", "ratio", "goal");

  String plain() {
    List<List<String>> rows = rows();
    int[] widths = widths(rows);
    var text = new StringBuilder();
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        String format = column == 0 ? "%-" + widths[column] + "s" : "  %" + widths[column] + "s";
        text.append(format.formatted(row.get(column)));
      }
      text.append('\n');
    }
    return text.toString();
  }

  String markdown() {
    var lines = new ArrayList<String>();
    for (List<String> row : rows()) {
      lines.add("| " + String.join(" | ", row) + " |");
    }
    lines.add(1, "| --- | ---: | ---: | ---: | ---: |");
    return String.join("\n", lines);
  }

  private List<List<String>> rows() {
    var rows = new ArrayList<List<String>>();
    rows.add(HEAD);
    for (Metric metric : Metric.values()) {
      OptionalDouble theirs = official.median(metric);
      OptionalDouble ours = glass.median(metric);
      if (theirs.isPresent() && ours.isPresent()) {
        rows.add(
            List.of(
                metric.label(),
                number(theirs.getAsDouble()),
                number(ours.getAsDouble()),
                ratio(theirs.getAsDouble(), ours.getAsDouble()),
                metric.goal()));
      }
    }
    return rows;
  }

  private static int[] widths(List<List<String>> rows) {
    int[] widths = new int[HEAD.size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    return widths;
  }

  private static String ratio(double theirs, double ours) {
    return theirs == 0 ? "-" : String.format(Locale.ROOT, "%.2f", ours / theirs);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
  }
}
