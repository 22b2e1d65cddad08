package io.glassmq.classroom.tour;

import io.glassmq.classroom.ChildJvm;
import io.glassmq.common.StepMode;
import java.util.ArrayList;
import java.util.List;

/** The command that starts a demo in a JVM of its own, in step mode and with a debugger's door. */
final class DemoCommand {
  private DemoCommand() {}

  /**
   * @param door how the JVM and a debugger find each other, as the JDK's agent takes it
   */
  static ProcessBuilder of(String door, List<String> jvmOptions, String main) {
    List<String> arguments = new ArrayList<>();
    arguments.add("-agentlib:jdwp=transport=dt_socket," + door);
    arguments.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-D" + StepMode.PROPERTY + "=true"));
    arguments.addAll(jvmOptions);
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    return ChildJvm.with(arguments);
  }
}
