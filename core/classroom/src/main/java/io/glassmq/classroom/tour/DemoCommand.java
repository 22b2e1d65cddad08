package io.glassmq.classroom.tour;

import io.glassmq.common.StepMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that starts a demo in a JVM of its own, in step mode and with a debugger's door. */
final class DemoCommand {
  private DemoCommand() {}

  /**
   * @param door how the JVM and a debugger find each other, as the JDK's agent takes it
   */
  static List<String> of(String door, List<String> jvmOptions, String main) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-agentlib:jdwp=transport=dt_socket," + door);
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-D" + StepMode.PROPERTY + "=true"));
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    return command;
  }
}
