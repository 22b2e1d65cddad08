package io.glassmq.cli;

import io.glassmq.boot.CommonOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Works on the folder of a store; no server is asked. */
@Command(
    name = "store",
    description = "Look into the files of a broker.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = StoreShowCommand.class)
final class StoreCommand implements Runnable {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Give a command");
  }
}
