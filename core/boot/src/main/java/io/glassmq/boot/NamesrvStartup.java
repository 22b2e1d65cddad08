package io.glassmq.boot;

import io.glassmq.namesrv.NamesrvConfig;
import io.glassmq.namesrv.NamesrvController;
import io.glassmq.namesrv.NamesrvParts;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A name server as a process of its own.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.namesrv.NamesrvStartup}.
 */
@Command(
    name = "namesrv",
    mixinStandardHelpOptions = true,
    description = "Runs a name server until Ctrl-C or SIGTERM.")
public final class NamesrvStartup extends ServerCommand {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "An official namesrv.conf.")
  private Path config;

  public static void main(String[] args) {
    System.exit(OneLineErrors.commandLine(new NamesrvStartup()).execute(args));
  }

  @Override
  Running start() {
    return start(Settings.load(config, Settings.NAMESRV));
  }

  static Running start(Settings settings) {
    var config = settings.as(NamesrvConfig::read);
    var server = new NamesrvController(config, NamesrvParts.defaults());
    server.start();
    return new Running(
        "name server " + config.bindAddress() + ":" + server.listenPort(), server::shutdown);
  }
}
