package io.glassmq.classroom.source;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a region is called: {@code lab04.2 append-record} is a hole of step 2 of lab 04; {@code ch04
 * sync-flush} is only shown in chapter 04.
 *
 * @param lesson {@code lab04} or {@code ch04}
 * @param step of the lab, from 1; 0 in a chapter
 * @param name unique in its lesson
 */
public record RegionId(String lesson, int step, String name) implements Comparable<RegionId> {
  private static final Pattern FORM =
      Pattern.compile("(lab\\d\\d)\\.([1-9]\\d?) +([a-z0-9-]+)|(ch\\d\\d) +([a-z0-9-]+)");

  /** The id that {@code text} writes, or nothing if it writes none. */
  public static Optional<RegionId> of(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        form.group(1) == null
            ? new RegionId(form.group(4), 0, form.group(5))
            : new RegionId(form.group(1), Integer.parseInt(form.group(2)), form.group(3)));
  }

  /** Whether the region is a hole in a lab. */
  public boolean isHole() {
    return step > 0;
  }

  @Override
  public int compareTo(RegionId other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return (isHole() ? lesson + "." + step : lesson) + " " + name;
  }
}
