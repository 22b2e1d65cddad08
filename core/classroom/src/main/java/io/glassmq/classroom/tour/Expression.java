package io.glassmq.classroom.tour;

import io.glassmq.classroom.Mistake;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What to look at in a stopped frame: a variable or field, then any number of fields, calls and
 * indexes, as in {@code this.routes.get("Orders").queueDatas()[0]}. A call takes literals only.
 *
 * @param text as it is written
 */
record Expression(String text, List<Step> steps) {
  private static final Pattern STEP =
      Pattern.compile("\\.?([A-Za-z_$][\\w$]*)(\\(([^()]*)\\))?|\\[(\\d+)]");
  private static final Pattern LITERAL =
      Pattern.compile("\\s*(?:\"([^\"]*)\"|(-?\\d+)|(true|false|null))\\s*(,|$)");

  sealed interface Step {}

  /** A variable, a field, or {@code length} of an array. */
  record Name(String name) implements Step {}

  /**
   * @param arguments strings, longs, booleans and nulls
   */
  record Call(String method, List<Object> arguments) implements Step {}

  /** An element of an array or a list. */
  record Index(int index) implements Step {}

  /**
   * @param where it is written, for the message
   * @throws Mistake if it is none
   */
  static Expression parse(String text, String where) {
    List<Step> steps = new ArrayList<>();
    Matcher step = STEP.matcher(text);
    int at = 0;
    while (at < text.length()) {
      boolean joined = text.charAt(at) == '.' || text.charAt(at) == '[';
      if (joined == steps.isEmpty() || !step.region(at, text.length()).lookingAt()) {
        throw wrong(text, where);
      }
      if (step.group(4) != null) {
        steps.add(new Index(Integer.parseInt(step.group(4))));
      } else if (step.group(2) != null) {
        steps.add(new Call(step.group(1), arguments(step.group(3), text, where)));
      } else {
        steps.add(new Name(step.group(1)));
      }
      at = step.end();
    }
    if (steps.isEmpty()) {
      throw wrong(text, where);
    }
    return new Expression(text, List.copyOf(steps));
  }

  private static List<Object> arguments(String list, String text, String where) {
    List<Object> arguments = new ArrayList<>();
    Matcher literal = LITERAL.matcher(list);
    int at = 0;
    while (at < list.length()) {
      if (!literal.region(at, list.length()).lookingAt()) {
        throw wrong(text, where);
      }
      if (literal.group(1) != null) {
        arguments.add(literal.group(1));
      } else if (literal.group(2) != null) {
        arguments.add(Long.valueOf(literal.group(2)));
      } else {
        arguments.add(literal.group(3).equals("null") ? null : literal.group(3).equals("true"));
      }
      at = literal.end();
    }
    return arguments;
  }

  private static Mistake wrong(String text, String where) {
    return new Mistake(
        where,
        "cannot look at \"" + text + "\"",
        "Write a variable, then .field, .method() or [0]; calls take only literals");
  }
}
