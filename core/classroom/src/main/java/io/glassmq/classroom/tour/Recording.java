package io.glassmq.classroom.tour;

import java.util.List;
import java.util.Map;

/**
 * What the debugger saw on one tour.
 *
 * @param stops that were met, in the order of the tour
 * @param output of the demo; other tours of the same run share it
 * @param problems in what it was not as the tour says; empty if in nothing
 */
public record Recording(
    String chapter,
    String id,
    String question,
    String demo,
    List<Seen> stops,
    List<String> output,
    List<String> problems) {

  /**
   * One stop.
   *
   * @param number in the tour, from 1
   * @param stack from the innermost frame
   * @param values what the tour looks at
   * @param variables all that are visible
   * @param source lines around the stop
   */
  public record Seen(
      int number,
      Place place,
      String thread,
      String says,
      List<Frame> stack,
      List<Look> values,
      Map<String, String> variables,
      List<SourceLine> source) {}

  /**
   * A frame of ours, or a number of others in one.
   *
   * @param where class, method and line of ours; what others belong to
   * @param others how many frames this stands for; 0 for one of ours
   */
  public record Frame(String where, int others) {
    /** As a line of a stack. */
    @Override
    public String toString() {
      return others == 0
          ? where
          : "… " + others + (others == 1 ? " frame of " : " frames of ") + where;
    }
  }

  /**
   * A look at a value.
   *
   * @param expected as the tour says; {@code …} is anything
   */
  public record Look(String expression, String shown, String expected) {}

  /**
   * A line of the source.
   *
   * @param number from 1
   */
  public record SourceLine(int number, String text) {}

  public boolean isAsTheTourSays() {
    return problems.isEmpty();
  }
}
