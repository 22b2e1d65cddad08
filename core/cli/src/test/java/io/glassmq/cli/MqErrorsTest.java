package io.glassmq.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.boot.AllInOne;
import io.glassmq.boot.AllInOneConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What goes wrong is said in one line that helps, and the exit code is not 0. */
class MqErrorsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo",
        "up",
        "send",
        "consume",
        "topic",
        "topic list",
        "topic create",
        "group",
        "group list",
        "group show",
        "group reset",
        "store",
        "store show",
        "lab",
        "tour"
      })
  void shouldExplainEveryCommand(String command) {
    Run run = Run.mq((command + " --help").strip().split(" "));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("Usage: " + ("mq " + command).strip()).contains("--help");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void shouldListEveryCommandForUsers() {
    String help = Run.mq("--help").out();

    List<String> names =
        Mq.commandLine().getSubcommands().values().stream()
            .map(CommandLine::getCommandSpec)
            .filter(command -> !command.usageMessage().hidden())
            .map(CommandSpec::name)
            .toList();
    assertThat(help).contains(names).contains("bench").doesNotContain("generate");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fly",
        "up --fast",
        "up --namesrv-port x",
        "up --broker-only",
        "up --namesrv-only --broker-only",
        "up --namesrv 127.0.0.1:1",
        "send",
        "topic",
        "group",
        "group show",
        "group reset g t",
        "store",
        "store show",
        "store show . --records --topic T",
        "lab 99",
        "lab --watch",
        "lab 1 --watch --hint"
      })
  void shouldPointToTheHelpWhenTheCommandLineIsWrong(String command) {
    Run run = Run.mq(command.isEmpty() ? new String[0] : command.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertOneLine(run);
    assertThat(run.err()).contains("--help");
  }

  @Nested
  class Up {
    @TempDir Path folder;

    @Test
    void shouldNameThePortThatIsInUse() throws Exception {
      try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        String port = String.valueOf(taken.getLocalPort());

        Run namesrv = Run.mq("up", "--namesrv-only", "--namesrv-port", port);
        Run broker =
            Run.mq("up", "--namesrv-port", "0", "--broker-port", port, "--store", "" + folder);

        for (Run run : new Run[] {namesrv, broker}) {
          assertFailed(run);
          assertThat(run.err()).contains(port).containsIgnoringCase("in use");
        }
      }
    }

    @Test
    void shouldNameTheStoreThatCannotBeWritten() throws Exception {
      Path file = Files.writeString(folder.resolve("file"), "not a folder");

      Run run =
          Run.mq("up", "--namesrv-port", "0", "--broker-port", "0", "--store", file + "/store");

      assertFailed(run);
      assertThat(run.err()).contains(file.toString());
    }

    @Test
    void shouldNameTheStoreThatIsInUse() throws Exception {
      try (var running = AllInOne.start(AllInOneConfig.in(folder))) {
        Run run = up();

        assertFailed(run);
        assertThat(run.err()).contains(folder.toString()).contains("in use");
        assertThat(running.namesrvAddr()).isNotEmpty();
      }
    }

    @Test
    void shouldNameKeyAndValueOfABadSetting() throws Exception {
      Path config = Files.writeString(folder.resolve("broker.conf"), "defaultTopicQueueNums=many");

      Run run = up("--config", config.toString());

      assertFailed(run);
      assertThat(run.err()).contains("defaultTopicQueueNums", "many");
    }

    @Test
    void shouldNameTheConfigurationFileThatIsMissing() {
      Run run = up("--config", "nowhere.conf");

      assertFailed(run);
      assertThat(run.err()).contains("nowhere.conf");
    }

    private Run up(String... more) {
      String[] args = {"up", "--namesrv-port", "0", "--broker-port", "0", "--store", "" + folder};
      String[] all = new String[args.length + more.length];
      System.arraycopy(args, 0, all, 0, args.length);
      System.arraycopy(more, 0, all, args.length, more.length);
      return Run.mq(all);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"send Orders hello", "consume Orders", "topic list", "topic create Orders"})
  void shouldSayThatNoNameServerAnswers(String command) throws Exception {
    // Held and not listened at: nobody else can take it, nor a connection to it begin there.
    try (var held = new Socket()) {
      held.bind(new InetSocketAddress("127.0.0.1", 0));
      String address = "127.0.0.1:" + held.getLocalPort();

      Run run = Run.mq((command + " -n " + address).split(" "));

      assertFailed(run);
      assertThat(run.err()).contains(address);
    }
  }

  private static void assertFailed(Run run) {
    assertThat(run.exitCode()).isEqualTo(1);
    assertOneLine(run);
  }

  private static void assertOneLine(Run run) {
    assertThat(run.err()).startsWith("error: ").hasLineCount(1);
  }
}
