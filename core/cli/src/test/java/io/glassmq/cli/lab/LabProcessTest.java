package io.glassmq.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.cli.Mq;
import io.glassmq.cli.Terminal;
import io.glassmq.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** {@code mq lab} as a process, on a terminal and without one, from a folder below the top. */
class LabProcessTest {
  private static final String COLOUR = "\033[";

  @TempDir private Path folder;
  private TinyCheckout checkout;
  private Path below;

  @BeforeEach
  void makeCheckout() throws IOException {
    checkout = TinyCheckout.in(folder);
    below = folder.resolve("labs/09-adder/src");
  }

  static boolean hasTerminal() {
    return Terminal.isThere();
  }

  @Test
  @EnabledIf("hasTerminal")
  void shouldUseColoursOnATerminalOnly() throws Exception {
    try (var terminal = Terminal.mq(below, Map.of(), "lab");
        var plain = Terminal.mq(below, Map.of("NO_COLOR", "1"), "lab");
        var piped =
            ServerProcess.start(
                Mq.class.getName(), List.of(), List.of("lab"), Map.of("TERM", "xterm"), below)) {

      terminal.awaitExit();
      assertThat(terminal.shown()).contains("The adder", "not begun", COLOUR);
      plain.awaitExit();
      assertThat(plain.shown()).contains("The adder", "not begun").doesNotContain(COLOUR);
      assertThat(piped.awaitExit(Duration.ofSeconds(60))).isEqualTo(1);
      assertThat(piped.lines())
          .anyMatch(line -> line.contains("The adder"))
          .noneMatch(line -> line.contains(COLOUR));
    }
  }

  @Test
  @EnabledIf("hasTerminal")
  void shouldRunAgainOnEachSaveUntilCtrlC() throws Exception {
    try (var terminal = Terminal.mq(below, Map.of(), "lab", "9", "--watch")) {
      terminal.awaitText("Expected red: 3 of 3");
      terminal.awaitText("Ctrl-C ends.");

      checkout.learnerWrites(TinyCheckout.ANSWER.replace("a + b", "a +"));
      terminal.awaitText("1 compile error, so no test ran.");
      terminal.awaitText("Ctrl-C ends.");

      Files.delete(checkout.learnersFile());
      terminal.awaitText("cannot find symbol");
      terminal.awaitText("Ctrl-C ends.");
      Path test = folder.resolve("labs/09-adder/src/test/java/io/glassmq/labs/lab09");
      Files.move(test.resolve("MyAdderTest.java"), folder.resolve("away"));
      terminal.awaitText("no Java files in");
      terminal.awaitText("Ctrl-C ends.");
      Files.move(folder.resolve("away"), test.resolve("MyAdderTest.java"));

      checkout.learnerWrites(TinyCheckout.ANSWER);
      terminal.awaitText("All 3 tests are green");
      terminal.awaitText("Ctrl-C ends.");

      terminal.pressCtrlC();
      terminal.awaitExit();
      assertThat(terminal.shown()).contains("\033[H\033[2J");
    }
  }
}
