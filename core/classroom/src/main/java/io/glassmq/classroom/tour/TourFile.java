package io.glassmq.classroom.tour;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.glassmq.classroom.Mistake;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The text of a {@code tour.yaml}: reads it and checks what can be checked without a run. */
final class TourFile {
  private static final ObjectReader READER =
      new YAMLMapper()
          .readerFor(Content.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private TourFile() {}

  private record Content(int chapter, List<Entry> tours) {}

  private record Entry(
      String id, String question, String demo, List<String> jvm, List<Stop> stops) {}

  /**
   * @param chapter the folder's name
   */
  static List<Tour> read(String chapter, String yaml) {
    String file = "chapters/" + chapter + "/tour.yaml";
    Content content = parse(file, yaml);
    if (!chapter.startsWith(String.format("%02d-", content.chapter))) {
      throw new Mistake(
          file,
          "chapter: " + content.chapter + " stands in the folder of another chapter",
          "Write the number of " + chapter);
    }
    if (content.tours == null) {
      throw new Mistake(file, "there are no tours", "Write tours: and at least one");
    }
    if (content.tours.contains(null)) {
      throw new Mistake(file, "a tour is empty", "Write id:, question:, demo: and stops:");
    }
    for (Entry it : content.tours) {
      if (it.stops != null && it.stops.contains(null)) {
        throw new Mistake(file + ", tour " + it.id, "a stop is empty", "Fill it or remove it");
      }
    }
    List<Tour> tours =
        content.tours.stream()
            .map(it -> new Tour(chapter, it.id, it.question, it.demo, it.jvm, it.stops))
            .toList();
    Set<String> ids = new HashSet<>();
    for (Tour tour : tours) {
      require(tour.id(), file, "id");
      if (!ids.add(tour.id())) {
        throw new Mistake(tour.where(), "a second tour has this id", "Give it one of its own");
      }
      check(tour);
    }
    return tours;
  }

  private static Content parse(String file, String yaml) {
    try {
      Content content = READER.readValue(yaml);
      if (content == null) {
        throw new Mistake(file, "the file is empty", "Write chapter: and tours:");
      }
      return content;
    } catch (UnrecognizedPropertyException e) {
      throw new Mistake(
          line(file, e),
          "unknown key " + e.getPropertyName(),
          "Keys here are " + known(e.getKnownPropertyIds()));
    } catch (JsonProcessingException e) {
      String text = e.getOriginalMessage().replaceAll("\\s*\\R\\s*", " ");
      throw new Mistake(line(file, e), "this cannot be read: " + text, "Mend it there or above it");
    }
  }

  private static String line(String file, JsonProcessingException e) {
    return e.getLocation() == null ? file : file + ":" + e.getLocation().getLineNr();
  }

  private static String known(Collection<Object> keys) {
    return keys.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
  }

  private static void check(Tour tour) {
    require(tour.question(), tour.where(), "question");
    require(tour.demo(), tour.where(), "demo");
    if (tour.stops().isEmpty()) {
      throw new Mistake(tour.where(), "there are no stops", "Write stops: and at least one");
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < tour.stops().size(); i++) {
      Stop stop = tour.stops().get(i);
      String where = tour.where(i + 1);
      require(stop.thread(), where, "thread");
      require(stop.says(), where, "says");
      if ((stop.in() == null) == (stop.region() == null)) {
        throw new Mistake(where, "it names no place, or two", "Write either in: or region:");
      }
      if (stop.in() != null && stop.method() == null && stop.line() == null) {
        throw new Mistake(where, "a class is not a place to stop", "Write line:, method: or both");
      }
      if (stop.after() != null && !names.contains(stop.after())) {
        throw new Mistake(
            where, "no stop above has the name " + stop.after(), "Write name: there, or no after:");
      }
      if (stop.name() != null && !names.add(stop.name())) {
        throw new Mistake(where, "a stop above has this name", "Give it one of its own");
      }
      stop.values().keySet().forEach(text -> Expression.parse(text, where));
      stop.when().keySet().forEach(text -> Expression.parse(text, where));
    }
  }

  private static void require(String value, String where, String key) {
    if (value == null || value.isBlank()) {
      throw new Mistake(where, "there is no " + key, "Write " + key + ":");
    }
  }
}
