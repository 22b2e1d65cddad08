package io.glassmq.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StepModeTest {

  /** Run in a JVM of its own, as the switch is read once. */
  static final class Print {
    public static void main(String[] args) {
      System.out.print(
          StepMode.ON
              + " "
              + StepMode.limitMillis(3000)
              + " "
              + StepMode.limitMillis(Long.MAX_VALUE));
    }
  }

  @Test
  void shouldChangeNothingWhenItIsOff() throws Exception {
    assertThat(run("-Dother=true")).isEqualTo("false 3000 " + Long.MAX_VALUE);
  }

  @Test
  void shouldMakeThreeSecondsFiftyMinutesAndNeverOverflow() throws Exception {
    String[] words = run("-D" + StepMode.PROPERTY + "=true").split(" ");

    assertThat(words[0]).isEqualTo("true");
    assertThat(words[1]).isEqualTo("3000000");
    assertThat(Long.parseLong(words[2])).isGreaterThan(Long.MAX_VALUE / 2);
  }

  @Test
  void shouldReadTheClockOnTheWall() {
    long before = System.currentTimeMillis();
    assertThat(Clock.SYSTEM.millis()).isBetween(before, System.currentTimeMillis());
  }

  private static String run(String option) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java,
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                option,
                Print.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return out;
  }
}
