package io.glassmq.walks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The answer to one question: stops in the order in which a debugger meets them. */
record Walk(String question, List<Stop> stops) {
  private static final String QUESTION = "### ";
  private static final Pattern STOP =
      Pattern.compile("\\| `(\\w+)\\.(\\w+)` \\| `([^`]+)` \\| [^|]+ \\|");

  /** All walks of a page, by question: a heading, and below it a table with a stop a line. */
  static Map<String, Walk> readAll(Path page) throws IOException {
    Map<String, Walk> walks = new LinkedHashMap<>();
    List<Stop> stops = List.of();
    for (String line : Files.readAllLines(page)) {
      if (line.startsWith(QUESTION)) {
        stops = new ArrayList<>();
        String question = line.substring(QUESTION.length());
        walks.put(question, new Walk(question, stops));
      } else if (line.startsWith("| `")) {
        Matcher stop = STOP.matcher(line);
        if (!stop.matches()) {
          throw new IllegalArgumentException(page + ": no stop of a walk: " + line);
        }
        stops.add(new Stop(stop.group(1), stop.group(2), stop.group(3)));
      }
    }
    return walks;
  }

  long classes() {
    return stops.stream().map(Stop::type).distinct().count();
  }

  @Override
  public String toString() {
    return question;
  }
}
