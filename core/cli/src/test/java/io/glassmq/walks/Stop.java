package io.glassmq.walks;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One line of a walk: a method that is entered, and by which thread.
 *
 * @param type simple name of a class of ours
 * @param method name of one of its methods
 * @param thread its name; {@code <n>} stands for a number, {@code <word>} for anything
 */
record Stop(String type, String method, String thread) {
  private static final Pattern PLACEHOLDER = Pattern.compile("(?=<)|(?<=>)");

  String place() {
    return type + "." + method;
  }

  boolean isOn(String threadName) {
    String pattern =
        PLACEHOLDER
            .splitAsStream(thread)
            .map(
                piece ->
                    piece.equals("<n>")
                        ? "\\d+"
                        : piece.startsWith("<") ? ".+" : Pattern.quote(piece))
            .collect(Collectors.joining());
    return threadName.matches(pattern);
  }

  @Override
  public String toString() {
    return place() + " on " + thread;
  }
}
