package io.glassmq.classroom.tour;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How far a tour has come: which stops were met, and what was not as its author says. A stop counts
 * once the one before it was met; what else passes its line later does not matter.
 *
 * <p>Not thread-safe.
 */
final class TourProgress {
  private final Tour tour;
  private final Set<Integer> met = new TreeSet<>();
  private final Set<Integer> early = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  TourProgress(Tour tour) {
    this.tour = tour;
  }

  boolean hasBegun() {
    return !met.isEmpty();
  }

  boolean isComplete() {
    return met.size() == tour.stops().size();
  }

  boolean isMet(int number) {
    return met.contains(number);
  }

  /**
   * A thread has come to a line that several stops may share. Returns the number of the stop that
   * this is, or 0 if it is none, or comes too early.
   *
   * @param numbers of the stops at that line whose conditions hold, from 1
   */
  int arrive(Collection<Integer> numbers, String thread) {
    List<Integer> open = numbers.stream().filter(number -> !met.contains(number)).sorted().toList();
    for (int number : open) {
      int before = tour.before(number);
      if (before == 0 || met.contains(before)) {
        met.add(number);
        String expected = tour.stops().get(number - 1).thread();
        if (!Likeness.ofThread(expected, thread)) {
          problem(number, "is on thread " + thread + ", not on " + expected);
        }
        return number;
      }
    }
    for (int number : open) {
      if (early.add(number)) {
        problem(number, "came before stop " + tour.before(number) + ", on thread " + thread);
      }
    }
    return 0;
  }

  void problem(int number, String what) {
    problems.add("stop " + number + " " + what);
  }

  /** Numbers of the stops that were not met. */
  List<Integer> missed() {
    List<Integer> missed = new ArrayList<>();
    for (int number = 1; number <= tour.stops().size(); number++) {
      if (!met.contains(number)) {
        missed.add(number);
      }
    }
    return missed;
  }

  List<String> problems() {
    return List.copyOf(problems);
  }
}
