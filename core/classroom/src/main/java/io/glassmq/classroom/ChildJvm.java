package io.glassmq.classroom;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A JVM of the same kind as this one, which takes its options from nobody but us. */
public final class ChildJvm {
  /**
   * Options that every JVM takes from here; it says so in its output, and they are not for ours.
   */
  private static final Set<String> VARIABLES =
      Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private ChildJvm() {}

  /**
   * @param arguments JVM options, the main class, and what it is told
   * @return what starts it, with the environment of this process but for the options in it
   */
  public static ProcessBuilder with(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeAll(VARIABLES);
    return builder;
  }
}
