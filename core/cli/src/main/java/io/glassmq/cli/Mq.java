package io.glassmq.cli;

import io.glassmq.boot.OneLineErrors;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code mq} command. */
@Command(
    name = "mq",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "GlassMQ: a message broker to read, step through and rebuild.",
    footer = {
      "  bench    Measures this broker side by side with the official one (5 minutes).",
      "",
      "mq --debug COMMAND lets a debugger attach to 127.0.0.1:5005."
    })
public final class Mq {
  private Mq() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The whole command with its subcommands. */
  static CommandLine commandLine() {
    return OneLineErrors.commandLine(new Mq());
  }
}
