package io.glassmq.boot;

import io.glassmq.store.StoreException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command that keeps servers up: both in one process, or one of them. */
@Command(
    name = "up",
    sortOptions = false,
    description = {
      "Runs a name server and a broker in one process until Ctrl-C or SIGTERM.",
      "Port 0 takes a free one. They listen on loopback unless bindAddress says otherwise."
    })
public final class UpCommand extends ServerCommand {
  @Option(names = "--namesrv-port", paramLabel = "PORT", description = "Default: 9876.")
  private Integer namesrvPort;

  @Option(names = "--broker-port", paramLabel = "PORT", description = "Default: 10911.")
  private Integer brokerPort;

  @Option(names = "--store", paramLabel = "DIR", description = "Default: ~/glassmq/store.")
  private Path store;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "An official broker.conf; with --namesrv-only a namesrv.conf.")
  private Path config;

  @Option(names = "--namesrv-only", description = "No broker.")
  private boolean namesrvOnly;

  @Option(names = "--broker-only", description = "No name server; give --namesrv.")
  private boolean brokerOnly;

  @Option(
      names = {"-n", "--namesrv"},
      paramLabel = "HOST:PORT",
      description = "Where the name servers are, separated by semicolons.")
  private String namesrv;

  @Override
  Running start() throws StoreException {
    if (namesrvOnly && brokerOnly) {
      throw new ParameterException(
          spec.commandLine(), "Give --namesrv-only or --broker-only, not both");
    }
    if (brokerOnly != (namesrv != null)) {
      throw new ParameterException(
          spec.commandLine(), "--broker-only and --namesrv HOST:PORT go together");
    }
    if (namesrvOnly) {
      return NamesrvStartup.start(namesrvSettings(config));
    }
    return brokerOnly ? BrokerStartup.start(brokerSettings()) : startBoth();
  }

  private Running startBoth() throws StoreException {
    Settings broker = brokerSettings();
    AllInOne both = AllInOne.start(new AllInOneConfig(namesrvSettings(null), broker));
    String what =
        String.format(
            "name server %s, broker %s, store %s",
            both.namesrvAddr(), both.brokerAddr(), broker.get("storePathRootDir"));
    return new Running(what, CompletableFuture.completedFuture(null), both::close);
  }

  private Settings namesrvSettings(Path file) {
    return Settings.load(file, Settings.NAMESRV).set("listenPort", namesrvPort);
  }

  private Settings brokerSettings() {
    return Settings.load(config, Settings.BROKER)
        .set("listenPort", brokerPort)
        .set("storePathRootDir", store)
        .set("namesrvAddr", namesrv);
  }
}
