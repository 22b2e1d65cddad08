package io.glassmq.classroom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChildJvmTest {
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  /** A JVM that runs this starts another one, and prints what that prints. */
  static final class Parent {
    public static void main(String[] args) throws Exception {
      Process child =
          ChildJvm.with(List.of("-cp", CLASS_PATH, Child.class.getName()))
              .redirectErrorStream(true)
              .start();
      System.out.print(new String(child.getInputStream().readAllBytes(), UTF_8));
    }
  }

  /** Says what it is told by the environment. */
  static final class Child {
    public static void main(String[] args) {
      System.out.println("told " + System.getProperty("told") + System.getenv("LEARNER"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
  void shouldNotTakeOptionsFromTheEnvironment(String variable) throws Exception {
    var parent =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            CLASS_PATH,
            Parent.class.getName());
    parent.environment().put(variable, "-Dtold=options");
    parent.environment().put("LEARNER", " and the rest");

    Process process = parent.start();

    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8).strip())
        .isEqualTo("told null and the rest");
  }
}
