package io.glassmq.classroom.tour;

import java.util.List;

/**
 * The answer to one question: stops that a debugger meets while a demo runs.
 *
 * @param chapter the folder's name, as in {@code 04-commit-log}
 * @param id unique in the chapter
 * @param question that the tour answers
 * @param demo full name of the main class that is run
 * @param jvm further options for the demo's JVM
 * @param stops in order; the first one begins the tour
 */
public record Tour(
    String chapter, String id, String question, String demo, List<String> jvm, List<Stop> stops) {
  public Tour {
    jvm = jvm == null ? List.of() : List.copyOf(jvm);
    stops = stops == null ? List.of() : List.copyOf(stops);
  }

  /** The number at the front of the chapter's folder. */
  public int chapterNumber() {
    return Integer.parseInt(chapter.replaceFirst("-.*", ""));
  }

  /** The file that it stands in, for messages. */
  public String file() {
    return "chapters/" + chapter + "/tour.yaml";
  }

  /** File and tour, for messages. */
  public String where() {
    return file() + ", tour " + id;
  }

  /**
   * File, tour and stop, for messages.
   *
   * @param number of the stop, from 1
   */
  public String where(int number) {
    return where() + ", stop " + number;
  }

  /** Number of the stop, from 1, after which the one with {@code number} comes; 0 for the first. */
  int before(int number) {
    String after = stops.get(number - 1).after();
    if (after == null) {
      return number - 1;
    }
    for (int i = 1; i <= stops.size(); i++) {
      if (after.equals(stops.get(i - 1).name())) {
        return i;
      }
    }
    throw new IllegalStateException("checked when read: " + after);
  }
}
