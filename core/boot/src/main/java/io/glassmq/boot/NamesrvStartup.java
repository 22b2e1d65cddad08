package io.glassmq.boot;

import io.glassmq.namesrv.NamesrvConfig;
import io.glassmq.namesrv.NamesrvController;
import io.glassmq.namesrv.NamesrvParts;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A name server as a process of its own.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.namesrv.NamesrvStartup}.
 */
@Command(
    name = "NamesrvStartup",
    sortOptions = false,
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
    NamesrvController server = build(settings, NamesrvParts.defaults());
    server.start();
    return new Running(
        "name server " + settings.get("bindAddress") + ":" + server.listenPort(),
        CompletableFuture.completedFuture(null),
        server::shutdown);
  }

  /**
   * Builds a name server without starting it. Unless the settings say otherwise it listens on
   * loopback and keeps its files below {@code ~/glassmq}.
   *
   * @throws io.glassmq.common.config.ConfigException if a setting cannot be meant
   */
  public static NamesrvController build(Settings settings, NamesrvParts parts) {
    settings
        .setDefault("bindAddress", "127.0.0.1")
        .setDefault("kvConfigPath", Settings.HOME.resolve("namesrv/kvConfig.json"))
        .setDefault("configStorePath", Settings.HOME.resolve("namesrv/namesrv.properties"));
    return new NamesrvController(settings.as(NamesrvConfig::read), parts);
  }
}
