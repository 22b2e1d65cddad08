package io.glassmq.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.glassmq.testkit.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** {@code mq tour}: what it lists, what it refuses, and a tour as a process. */
class TourCommandTest {
  private static final Duration LIMIT = Duration.ofSeconds(100);

  @Nested
  class Command {
    @Test
    void shouldListAllToursWithTheirQuestions() {
      Run run = Run.mq("tour");

      assertThat(run.exitCode()).isZero();
      assertThat(run.out())
          .contains("00-orientation", "./mq tour 0 one-message", "Where does one message go");
    }

    @Test
    void shouldNameTheChaptersThatHaveTours() {
      Run run = Run.mq("tour", "77");

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("Chapter 77 has no tours; there are tours of 0, ");
    }

    @Test
    void shouldNameTheToursOfTheChapter() {
      Run run = Run.mq("tour", "0", "two-messages");

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("Chapter 0 has no tour two-messages; there are one-message");
    }
  }

  /** Real processes. */
  @Nested
  class Processes {
    @Test
    void shouldPrintTheWholeTourWithoutColoursWhenNobodyPressesKeys() throws Exception {
      try (var mq =
          ServerProcess.start(
              Mq.class.getName(),
              List.of("-XX:TieredStopAtLevel=1"),
              List.of("tour", "0", "one-message"),
              Map.of(),
              Path.of(""))) {
        assertThat(mq.awaitExit(LIMIT)).as("%s", mq.lines()).isZero();

        assertThat(mq.lines())
            .contains("Where does one message go, through which classes and threads?")
            .contains("  msg.getBody() = byte[5] \"Hello\"", "  on thread main")
            .anyMatch(
                line -> line.startsWith("->") && line.endsWith("impl.send(msg, null, timeout);"))
            .anyMatch(line -> line.startsWith("Stop 9 of 9: OneMessage."))
            .anyMatch(line -> line.matches("    DefaultMQProducer.send:\\d+"))
            .contains("The end of the tour. The demo printed:", "  consumed: Hello")
            .noneMatch(line -> line.contains("\u001b") || line.contains("[Enter]"));
      }
    }

    @Test
    void shouldFollowTheKeysOnATerminal() throws Exception {
      assumeTrue(Terminal.isThere(), "no script command that makes a terminal");
      try (var terminal = Terminal.mq("tour", "0", "one-message")) {
        terminal.awaitText("Stop 1 of 9: DefaultMQProducer.send", "[Enter] next");
        terminal.type("s");
        terminal.awaitText("Stack of thread main", "OneMessage.main:", "[Enter] next");
        terminal.type("v");
        terminal.awaitText("timeout = 3000", "[Enter] next");
        terminal.type("");
        terminal.awaitText("Stop 2 of 9: NettyRemotingClient.call", "[Enter] next");
        terminal.type("b");
        terminal.awaitText("Stop 1 of 9", "[Enter] next");
        terminal.type("q");

        assertThat(terminal.awaitExit()).isZero();
        assertThat(terminal.shown()).contains("\u001b[1mStop 1 of 9");
      }
    }
  }
}
