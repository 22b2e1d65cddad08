package io.glassmq.classroom.tour;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One stop of a tour, as its author wrote it: where, on which thread, what is to be seen.
 *
 * @param name for {@code after} of another stop; may be null
 * @param in a class, by its full name or by one that no other class has; null if there is a region
 * @param method narrows {@code in} to the methods of that name; may be null
 * @param region the mark of a region, as in {@code lab04.2 append-record}; may be null
 * @param line a piece of the source line that no other line of that place has; may be null: then
 *     the first statement of method or region
 * @param lambda stops in the lambda of that line, not in the statement around it
 * @param thread its name; {@code <n>} stands for a number, {@code <word>} for anything
 * @param when what must be so before this counts as the stop, as in {@code values}; for lines that
 *     others pass as well
 * @param after name of the stop that comes before this one; null for the one above. Two stops after
 *     the same one come in any order.
 * @param values what to look at, and what it shows
 * @param says one or two sentences for the reader
 */
public record Stop(
    String name,
    String in,
    String method,
    String region,
    String line,
    boolean lambda,
    String thread,
    Map<String, String> when,
    String after,
    Map<String, String> values,
    String says) {
  public Stop {
    when = when == null ? Map.of() : new LinkedHashMap<>(when);
    values = values == null ? Map.of() : new LinkedHashMap<>(values);
    says = says == null ? null : says.strip().replaceAll("\\s+", " ");
  }
}
