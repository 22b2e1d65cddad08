package io.glassmq.cli.lab;

import java.util.ArrayList;
import java.util.List;

/**
 * What differs between two texts, line by line, in the unified form: {@code -} only in the first,
 * {@code +} only in the second, with three lines around. Texts are of one file's size: the longest
 * common subsequence is found with a table of their lines.
 */
record UnifiedDiff(List<String> first, List<String> second) {
  private static final int CONTEXT = 3;

  static UnifiedDiff of(String first, String second) {
    return new UnifiedDiff(first.lines().toList(), second.lines().toList());
  }

  /** The hunks, each with its head; nothing if the texts are equal. */
  List<String> lines() {
    List<Edit> edits = edits();
    List<String> lines = new ArrayList<>();
    int end = 0;
    for (int at = 0; at < edits.size(); at++) {
      if (at >= end && edits.get(at).changes()) {
        int start = Math.max(end, at - CONTEXT);
        end = endOfHunk(edits, at);
        lines.addAll(hunk(edits, start, end));
      }
    }
    return lines;
  }

  /** A line that stays ({@code ' '}), goes ({@code '-'}) or comes ({@code '+'}). */
  private record Edit(char sign, String line) {
    boolean changes() {
      return sign != ' ';
    }
  }

  private List<Edit> edits() {
    int[][] common = common();
    List<Edit> edits = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < first.size() || j < second.size()) {
      if (i < first.size() && j < second.size() && first.get(i).equals(second.get(j))) {
        edits.add(new Edit(' ', first.get(i++)));
        j++;
      } else if (j == second.size() || i < first.size() && common[i + 1][j] >= common[i][j + 1]) {
        edits.add(new Edit('-', first.get(i++)));
      } else {
        edits.add(new Edit('+', second.get(j++)));
      }
    }
    return edits;
  }

  /** How many lines the rests have in common, from line i of the first and j of the second. */
  private int[][] common() {
    int[][] common = new int[first.size() + 1][second.size() + 1];
    for (int i = first.size() - 1; i >= 0; i--) {
      for (int j = second.size() - 1; j >= 0; j--) {
        common[i][j] =
            first.get(i).equals(second.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  /** Changes with at most six equal lines between them stand in one hunk. */
  private static int endOfHunk(List<Edit> edits, int change) {
    int last = change;
    for (int at = change; at < edits.size() && at <= last + 2 * CONTEXT + 1; at++) {
      if (edits.get(at).changes()) {
        last = at;
      }
    }
    return Math.min(edits.size(), last + 1 + CONTEXT);
  }

  private static List<String> hunk(List<Edit> edits, int start, int end) {
    List<Edit> within = edits.subList(start, end);
    List<String> lines = new ArrayList<>();
    lines.add(
        "@@ -"
            + range(edits, start, within, '-')
            + " +"
            + range(edits, start, within, '+')
            + " @@");
    within.forEach(edit -> lines.add(edit.sign() + edit.line()));
    return lines;
  }

  /** Where the hunk begins in one of the texts, and how many lines of that it has. */
  private static String range(List<Edit> edits, int start, List<Edit> within, char side) {
    long before = edits.subList(0, start).stream().filter(edit -> isOn(edit, side)).count();
    long count = within.stream().filter(edit -> isOn(edit, side)).count();
    return (count == 0 ? before : before + 1) + "," + count;
  }

  private static boolean isOn(Edit edit, char side) {
    return edit.sign() == ' ' || edit.sign() == side;
  }
}
