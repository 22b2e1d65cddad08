package io.glassmq.classroom.tour;

import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A tour while its demo runs: notes what is seen at each stop, and what is not as the author says.
 *
 * <p>Not thread-safe.
 */
final class TourRun {
  private static final int LINES_AROUND = 6;

  private final Tour tour;
  private final List<Place> places;
  private final List<List<String>> sources;
  private final TourProgress progress;
  private final Map<Integer, Recording.Seen> seen = new TreeMap<>();
  private final Map<Integer, String> othersThatPassed = new HashMap<>();

  /**
   * @param places of the stops
   * @param sources the lines of their files
   */
  TourRun(Tour tour, List<Place> places, List<List<String>> sources) {
    this.tour = tour;
    this.places = places;
    this.sources = sources;
    this.progress = new TourProgress(tour);
  }

  Tour tour() {
    return tour;
  }

  TourProgress progress() {
    return progress;
  }

  Stop stop(int number) {
    return tour.stops().get(number - 1);
  }

  Place place(int number) {
    return places.get(number - 1);
  }

  /** A thread has stopped at a line of this tour; returns the number of the stop, 0 for none. */
  int arrive(List<Integer> numbers, ThreadReference thread) {
    List<Integer> meant =
        numbers.stream()
            .filter(number -> !progress.isMet(number) && holds(number, thread))
            .toList();
    int number = progress.arrive(meant, thread.name());
    if (number > 0) {
      look(number, thread);
    }
    return number;
  }

  private boolean holds(int number, ThreadReference thread) {
    var evaluation = new Evaluation(thread);
    for (Map.Entry<String, String> condition : stop(number).when().entrySet()) {
      try {
        String shown = evaluation.show(parse(condition.getKey(), number));
        if (!Likeness.ofText(condition.getValue(), shown)) {
          othersThatPassed.put(number, condition.getKey() + " = " + shown);
          return false;
        }
      } catch (IllegalArgumentException e) {
        progress.problem(
            number, "cannot be told from others: " + condition.getKey() + ": " + e.getMessage());
        return false;
      }
    }
    return true;
  }

  /** What was seen when a thread last passed a stop that was not meant; empty if none did. */
  Optional<String> otherThatPassed(int number) {
    return Optional.ofNullable(othersThatPassed.get(number));
  }

  private Expression parse(String text, int number) {
    return Expression.parse(text, tour.where(number));
  }

  private void look(int number, ThreadReference thread) {
    List<Recording.Frame> stack = stack(thread); // first: calls of methods make its frames void
    var evaluation = new Evaluation(thread);
    List<Recording.Look> values = new ArrayList<>();
    stop(number)
        .values()
        .forEach((text, expected) -> values.add(look(number, evaluation, text, expected)));
    seen.put(
        number,
        new Recording.Seen(
            number,
            place(number),
            thread.name(),
            stop(number).says(),
            stack,
            values,
            evaluation.variables(),
            source(number)));
  }

  private Recording.Look look(int number, Evaluation evaluation, String text, String expected) {
    String shown;
    try {
      shown = evaluation.show(parse(text, number));
      if (!Likeness.ofText(expected, shown)) {
        progress.problem(number, "shows " + text + " = " + shown + ", not " + expected);
      }
    } catch (IllegalArgumentException e) {
      shown = "(" + e.getMessage() + ")";
      progress.problem(number, "cannot show " + text + ": " + e.getMessage());
    }
    return new Recording.Look(text, shown, expected);
  }

  private static List<Recording.Frame> stack(ThreadReference thread) {
    try {
      var stack = new Stack();
      for (StackFrame frame : thread.frames()) {
        stack.add(frame.location());
      }
      return stack.frames();
    } catch (IncompatibleThreadStateException e) {
      throw new IllegalStateException("the thread is not stopped: " + thread.name(), e);
    }
  }

  private List<Recording.SourceLine> source(int number) {
    List<String> lines = sources.get(number - 1);
    int at = place(number).line();
    List<Recording.SourceLine> around = new ArrayList<>();
    int last = Math.min(lines.size(), at + LINES_AROUND);
    for (int line = Math.max(1, at - LINES_AROUND); line <= last; line++) {
      around.add(new Recording.SourceLine(line, lines.get(line - 1)));
    }
    return around;
  }

  /**
   * What was seen in the whole run.
   *
   * @param ending what went wrong besides, as the demo's end
   */
  Recording recording(List<String> output, List<String> ending) {
    List<String> problems = new ArrayList<>(progress.problems());
    problems.addAll(ending);
    Map<Integer, Recording.Seen> stops = new LinkedHashMap<>(seen);
    return new Recording(
        tour.chapter(),
        tour.id(),
        tour.question(),
        tour.demo(),
        List.copyOf(stops.values()),
        output,
        problems);
  }
}
