package io.glassmq.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The result as a table: once for the terminal, once in Markdown.
 *
 * @param baseline what GlassMQ is compared with
 */
record Report<M extends Report.Row>(
    String baseline, List<M> metrics, Figures<M> other, Figures<M> glass) {

  /** What a row is about. */
  interface Row {
    /** What is measured, in which unit. */
    String label();

    /** What is asked of it; may be empty. */
    String goal();
  }

  /** Whether nothing was measured on both sides. */
  boolean isEmpty() {
    return rows().size() == 1;
  }

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
    rows.add(List.of("metric", baseline, "GlassMQ", "ratio", "goal"));
    for (M metric : metrics) {
      OptionalDouble theirs = other.median(metric);
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
    int[] widths = new int[rows.get(0).size()];
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
