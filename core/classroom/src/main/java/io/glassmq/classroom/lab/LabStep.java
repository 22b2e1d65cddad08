package io.glassmq.classroom.lab;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A step of a lab: one nested class of its contract.
 *
 * @param number the number of the step, from 1
 * @param name a short name in lower case with hyphens
 * @param title what the learner does, in a few words
 * @param tests how many tests it has; all of them fail on the skeleton
 * @param todo what to write into each hole of this step, by the name of its region
 * @param reds earlier steps whose holes may be the reason why this one is red, because its tests
 *     pass through them
 * @param hints three hints, from weak to strong
 */
public record LabStep(
    @JsonProperty("step") int number,
    String name,
    String title,
    int tests,
    Map<String, String> todo,
    List<Integer> reds,
    List<String> hints) {
  private static final int HINTS = 3;

  public LabStep {
    Entry.required("name", name, "a short name in lower case with hyphens");
    Entry.required("title", title, "what the learner does, in a few words");
    Entry.check(
        name.matches("[a-z0-9]+(-[a-z0-9]+)*"), "name", name, "lower case, digits and hyphens");
    Entry.check(number > 0, "step", number, "the number of the step, from 1");
    Entry.check(tests > 0, "tests", tests, "how many tests the step has, from 1");
    Entry.check(
        hints != null && hints.size() == HINTS && hints.stream().allMatch(Objects::nonNull),
        "hints",
        hints == null ? "missing" : hints.size() + " of them",
        "three texts: weak, middle, strong");
    Entry.check(
        todo == null || !todo.containsValue(null),
        "todo",
        todo,
        "a text for each region: what is to be written there");
    todo = todo == null ? Map.of() : new LinkedHashMap<>(todo);
    reds = reds == null ? List.of() : List.copyOf(reds);
    Entry.check(
        !todo.isEmpty() || !reds.isEmpty(),
        "todo",
        "missing",
        "todo for a step with holes of its own, reds for one without");
    hints = List.copyOf(hints);
    todo = java.util.Collections.unmodifiableMap(todo);
  }

  /** True for the step that runs the official client. */
  public boolean isWire() {
    return name.equals("wire");
  }
}
