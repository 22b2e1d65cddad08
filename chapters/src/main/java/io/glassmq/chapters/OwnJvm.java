package io.glassmq.chapters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A second JVM with the classes of this one, for a demo that wants a process to kill. */
public final class OwnJvm {
  private OwnJvm() {}

  /** How to start {@code main} in it. */
  public static ProcessBuilder of(Class<?> main, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command);
  }
}
