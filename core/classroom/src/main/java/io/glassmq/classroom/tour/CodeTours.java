package io.glassmq.classroom.tour;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.glassmq.classroom.source.Checkout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tours for CodeTour, an extension of VS Code that leads through source files: {@code .tour}
 * files without line numbers, so that a change elsewhere in a file does not change them.
 */
public final class CodeTours {
  private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();
  private static final Pattern SPECIAL = Pattern.compile("[\\\\^$.*+?()\\[\\]{}|/]");

  private CodeTours() {}

  private record File(
      @JsonProperty("$schema") String schema, String title, String description, List<Step> steps) {}

  private record Step(String title, String file, String pattern, String description) {}

  /**
   * The files for some tours.
   *
   * @return texts by names in the checkout
   */
  public static Map<String, String> files(List<Tour> tours, Checkout checkout) {
    var places = new Places(checkout);
    Map<String, String> files = new TreeMap<>();
    for (Tour tour : tours) {
      String number = tour.chapter().substring(0, 2);
      List<Step> steps = new ArrayList<>();
      for (int i = 0; i < tour.stops().size(); i++) {
        Place place = places.find(tour.stops().get(i), tour.where(i + 1));
        steps.add(step(tour.stops().get(i), place, checkout.read(place.file())));
      }
      var file =
          new File(
              "https://aka.ms/codetour-schema",
              number + " " + tour.id(),
              tour.question(),
              List.copyOf(steps));
      files.put(".tours/" + number + "-" + tour.id() + ".tour", json(file));
    }
    return files;
  }

  private static String json(File file) {
    try {
      return JSON.writeValueAsString(file) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of texts: " + file.title, e);
    }
  }

  private static Step step(Stop stop, Place place, String text) {
    var description = new StringBuilder(stop.says());
    description.append("\n\nThread `").append(stop.thread()).append("`.");
    stop.values()
        .forEach((look, shown) -> description.append("\n\n`" + look + "` is `" + shown + "`"));
    return new Step(place.shortName(), place.file(), pattern(place, text), description.toString());
  }

  /** Lines from the stop's on, as many as are needed so that nothing above it fits too. */
  static String pattern(Place place, String text) {
    List<String> lines = text.lines().toList();
    int start = lines.subList(0, place.line() - 1).stream().mapToInt(it -> it.length() + 1).sum();
    var pattern = new StringBuilder("^");
    for (int at = place.line() - 1; at < lines.size(); at++) {
      pattern.append(pattern.length() == 1 ? "" : "\\r?\\n").append("[ \\t]*");
      pattern.append(SPECIAL.matcher(lines.get(at).strip()).replaceAll("\\\\$0"));
      Matcher first = Pattern.compile(pattern.toString(), Pattern.MULTILINE).matcher(text);
      if (first.find() && first.start() == start) {
        return pattern.toString();
      }
    }
    throw new IllegalStateException("the end of " + place.file() + " stands in it twice");
  }
}
