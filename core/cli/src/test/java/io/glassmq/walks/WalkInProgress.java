package io.glassmq.walks;

import io.glassmq.classroom.tour.Likeness;
import java.util.Optional;

/**
 * How far a walk has come. Each stop counts when its method is entered for the first time; one that
 * is on the page twice, twice. What comes later, or is not on the page, does not matter.
 *
 * <p>Not thread-safe.
 */
final class WalkInProgress {
  private final Walk walk;
  private int next;
  private String problem;

  WalkInProgress(Walk walk) {
    this.walk = walk;
  }

  /** A thread has entered a method that is on the page. */
  void enter(String place, String thread) {
    if (isOver() || !isStillToCome(place)) {
      return;
    }
    Stop expected = walk.stops().get(next);
    if (!expected.place().equals(place)) {
      problem = place + " on " + thread + " came before stop " + number(expected);
    } else if (!Likeness.ofThread(expected.thread(), thread)) {
      problem = "on thread " + thread + ": stop " + number(expected);
    } else {
      next++;
    }
  }

  private String number(Stop stop) {
    return (next + 1) + ", " + stop;
  }

  boolean isStillToCome(String place) {
    return walk.stops().stream().skip(next).anyMatch(stop -> stop.place().equals(place));
  }

  /** Whether all stops have been met, or one was met at the wrong time. */
  boolean isOver() {
    return problem != null || next == walk.stops().size();
  }

  /** In what the walk differs from the page, so far; empty if in nothing. */
  Optional<String> problem() {
    if (isOver()) {
      return Optional.ofNullable(problem);
    }
    return Optional.of("missed stop " + number(walk.stops().get(next)));
  }
}
