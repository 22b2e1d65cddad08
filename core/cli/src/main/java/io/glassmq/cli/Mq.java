package io.glassmq.cli;

import io.glassmq.boot.CommonOptions;
import io.glassmq.boot.OneLineErrors;
import io.glassmq.boot.UpCommand;
import io.glassmq.cli.docs.DocsCommand;
import io.glassmq.cli.lab.LabCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code mq} command. */
@Command(
    name = "mq",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      SendCommand.class,
      ConsumeCommand.class,
      TopicCommand.class,
      GroupCommand.class,
      PopCommand.class,
      StoreCommand.class,
      LabCommand.class,
      TourCommand.class,
      DocsCommand.class,
      BytesCommand.class,
      GenerateCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    description = "GlassMQ: a message broker to read, step through and rebuild.",
    footer = {
      "  bench    Measure broker and client side by side with the official ones (25 minutes).",
      "",
      "mq --debug COMMAND lets a debugger attach to 127.0.0.1:5005."
    })
public final class Mq implements Runnable {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  private Mq() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The whole command with its subcommands. */
  static CommandLine commandLine() {
    return OneLineErrors.commandLine(new Mq());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Give a command");
  }
}
