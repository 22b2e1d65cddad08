package io.glassmq.labs.run;

import io.glassmq.labs.LabTodo;
import io.glassmq.labs.TaughtFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells failures and stacks as values of an event, and finds the learner's line in them. */
final class Stacks {
  /** The name of the class loader of the learner's classes. */
  static final String LEARNER = "learner";

  private static final int MAX_FRAMES = 40;
  private static final List<String> NOT_SHOWN =
      List.of(
          "org.junit.",
          "jdk.internal.",
          "java.lang.reflect.",
          "java.util.ArrayList",
          "io.glassmq.labs.run.",
          "io.glassmq.labs.TeachingExtension",
          "io.glassmq.labs.ImpatientRun");

  private Stacks() {}

  /** Message, place, trace and, for an empty hole, the region. */
  static Map<String, Object> describe(Throwable failure) {
    Throwable shown = failure instanceof TaughtFailure taught ? taught.original() : failure;
    Map<String, Object> values = new HashMap<>();
    values.put("message", message(shown));
    if (shown instanceof LabTodo todo) {
      values.put("region", todo.region());
    }
    List<String> trace = new ArrayList<>();
    Optional<StackTraceElement> place = Optional.empty();
    for (Throwable at = shown; at != null && trace.size() < MAX_FRAMES; at = at.getCause()) {
      if (at != shown) {
        trace.add("Caused by: " + at);
      }
      trace.addAll(frames(at.getStackTrace()));
      place = learners(at.getStackTrace()).or(orElse(place));
    }
    values.put("trace", trace);
    put(values, place);
    return values;
  }

  private static java.util.function.Supplier<Optional<StackTraceElement>> orElse(
      Optional<StackTraceElement> place) {
    return () -> place;
  }

  /** The same of a thread that is somewhere now. */
  static Map<String, Object> describe(String message, StackTraceElement[] stack) {
    Map<String, Object> values = new HashMap<>();
    values.put("message", message);
    values.put("trace", frames(stack));
    put(values, learners(stack));
    return values;
  }

  /** The innermost frame of the learner's code. */
  static Optional<StackTraceElement> learners(StackTraceElement[] stack) {
    return Stream.of(stack).filter(at -> LEARNER.equals(at.getClassLoaderName())).findFirst();
  }

  /** Where the learner's code called the place that is shown, for the loop may be there. */
  static String outermostCall(StackTraceElement[] stack) {
    List<StackTraceElement> frames =
        Stream.of(stack).filter(at -> LEARNER.equals(at.getClassLoaderName())).toList();
    if (frames.size() < 2) {
      return "";
    }
    StackTraceElement call = frames.get(frames.size() - 1);
    return ".\nThe loop may be in %s, %s:%d, too"
        .formatted(call.getMethodName(), call.getFileName(), call.getLineNumber());
  }

  private static String message(Throwable failure) {
    return failure instanceof LabTodo
        ? failure.getMessage()
        : failure instanceof AssertionError && failure.getMessage() != null
            ? failure.getMessage().strip()
            : "It threw " + failure;
  }

  private static List<String> frames(StackTraceElement[] stack) {
    return Stream.of(stack)
        .filter(at -> NOT_SHOWN.stream().noneMatch(at.getClassName()::startsWith))
        .limit(MAX_FRAMES)
        .map(
            at ->
                "%s.%s(%s:%d)"
                    .formatted(name(at), at.getMethodName(), at.getFileName(), at.getLineNumber()))
        .toList();
  }

  private static String name(StackTraceElement at) {
    return at.getClassName().substring(at.getClassName().lastIndexOf('.') + 1);
  }

  private static void put(Map<String, Object> values, Optional<StackTraceElement> place) {
    place.ifPresent(
        at -> {
          values.put("file", at.getFileName());
          values.put("line", at.getLineNumber());
        });
  }
}
