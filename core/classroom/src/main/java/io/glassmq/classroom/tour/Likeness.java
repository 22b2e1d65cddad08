package io.glassmq.classroom.tour;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compares what a debugger shows with what the author wrote. */
public final class Likeness {
  private static final Pattern PLACEHOLDER = Pattern.compile("(?=<\\w+>)|(?<=\\w>)");
  private static final Pattern ELLIPSIS = Pattern.compile("…|\\.\\.\\.");

  private Likeness() {}

  /** Whether the name of a thread fits; {@code <n>} is a number, {@code <word>} anything. */
  public static boolean ofThread(String expected, String thread) {
    String pattern =
        PLACEHOLDER
            .splitAsStream(expected)
            .map(
                piece ->
                    piece.equals("<n>")
                        ? "\\d+"
                        : piece.startsWith("<") ? ".+" : Pattern.quote(piece))
            .collect(Collectors.joining());
    return thread.matches(pattern);
  }

  /** Whether a line fits; {@code …} or {@code ...} is anything. */
  public static boolean ofText(String expected, String shown) {
    String pattern =
        ELLIPSIS
            .splitAsStream(expected + " ")
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.compile(pattern, Pattern.DOTALL).matcher(shown + " ").matches();
  }
}
