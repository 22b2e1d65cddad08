package io.glassmq.cli;

import io.glassmq.classroom.tour.Recording;
import java.util.List;

/** Says of each tour whether all was as it says, for its author. */
record TourVerdict(Page page) {
  /** Returns whether all tours are right. */
  boolean show(List<Recording> recordings) {
    boolean allRight = true;
    for (Recording recording : recordings) {
      allRight &= recording.isAsTheTourSays();
      page.line(
          "%s %s, tour %s (%d stops)",
          recording.isAsTheTourSays() ? "right" : "WRONG",
          recording.chapter(),
          recording.id(),
          recording.stops().size());
      recording.problems().forEach(problem -> page.problem("%s", problem));
    }
    return allRight;
  }
}
