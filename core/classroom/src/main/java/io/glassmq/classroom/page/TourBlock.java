package io.glassmq.classroom.page;

import io.glassmq.classroom.tour.Place;
import io.glassmq.classroom.tour.Places;
import io.glassmq.classroom.tour.Stop;
import io.glassmq.classroom.tour.Tour;
import io.glassmq.classroom.tour.Tours;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A tour of the page's chapter: how to run it, the breakpoints to set without it, what is told:
 * {@code <!-- tour: one-message -->}.
 */
record TourBlock(Tours tours, Places places) implements Block {
  /** A value that differs from run to run is only worth a look. */
  private static final String ANYTHING = "…";

  @Override
  public List<String> lines(Call call) {
    String chapter = call.folder().substring(call.folder().lastIndexOf('/') + 1);
    Tour tour = tours.get(chapter, call.argument(), call.where());
    List<String> lines = new ArrayList<>();
    lines.add("**" + tour.question() + "**");
    lines.add("");
    lines.add(
        "Run `./mq tour %d %s`. Or debug `%s` with these breakpoints:"
            .formatted(tour.chapterNumber(), tour.id(), tour.demo()));
    lines.add("");
    lines.add("| stop | breakpoint | thread | what you see |");
    lines.add("| ---: | --- | --- | --- |");
    for (int i = 0; i < tour.stops().size(); i++) {
      Stop stop = tour.stops().get(i);
      Place place = places.find(stop, tour.where(i + 1));
      lines.add(
          "| %d | %s | %s | %s |"
              .formatted(
                  i + 1,
                  breakpoint(stop, place, call),
                  stop.thread() == null ? "" : code(stop.thread()),
                  shown(stop.values(), "<br>")));
    }
    lines.add("");
    for (int i = 0; i < tour.stops().size(); i++) {
      lines.add((i + 1) + ". " + tour.stops().get(i).says());
    }
    return lines;
  }

  private static String breakpoint(Stop stop, Place place, Call call) {
    String breakpoint =
        "[%s](%s): %s%s"
            .formatted(
                place.shortName(),
                call.linkTo(place.file()),
                code(place.text()),
                stop.lambda() ? " (in the lambda)" : "");
    return stop.when().isEmpty()
        ? breakpoint
        : breakpoint + "<br>only if " + shown(stop.when(), " and ");
  }

  private static String shown(Map<String, String> values, String between) {
    return values.entrySet().stream()
        .map(
            value ->
                value.getValue().equals(ANYTHING)
                    ? code(value.getKey())
                    : code(value.getKey()) + " is " + code(value.getValue()))
        .collect(Collectors.joining(between));
  }

  /** Code in a cell of a table. */
  private static String code(String text) {
    String ticks = text.contains("`") ? "``" : "`";
    return ticks + text.replace("|", "\\|") + ticks;
  }
}
