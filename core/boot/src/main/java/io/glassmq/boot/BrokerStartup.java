package io.glassmq.boot;

import io.glassmq.broker.BrokerConfig;
import io.glassmq.broker.BrokerController;
import io.glassmq.broker.BrokerParts;
import io.glassmq.store.StoreException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A broker as a process of its own.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.broker.BrokerStartup}.
 */
@Command(
    name = "BrokerStartup",
    sortOptions = false,
    description = "Runs a broker until Ctrl-C or SIGTERM.")
public final class BrokerStartup extends ServerCommand {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "An official broker.conf.")
  private Path config;

  @Option(
      names = {"-n", "--namesrv"},
      paramLabel = "HOST:PORT",
      description = "The name servers, separated by semicolons.")
  private String namesrv;

  public static void main(String[] args) {
    System.exit(OneLineErrors.commandLine(new BrokerStartup()).execute(args));
  }

  @Override
  Running start() throws StoreException {
    return start(Settings.load(config, Settings.BROKER).set("namesrvAddr", namesrv));
  }

  static Running start(Settings settings) throws StoreException {
    BrokerController broker = build(settings, BrokerParts.defaults());
    try {
      broker.start();
    } catch (StoreException | RuntimeException e) {
      broker.shutdown(); // or the next start would think that this one crashed
      throw e;
    }
    String namesrv = settings.get("namesrvAddr");
    return new Running(
        "broker "
            + broker.brokerAddr()
            + (namesrv == null ? ", no name server" : ", name server " + namesrv)
            + ", store "
            + settings.get("storePathRootDir"),
        namesrv == null ? CompletableFuture.completedFuture(null) : broker.registered(),
        broker::shutdown);
  }

  /**
   * Builds a broker without starting it. Unless the settings say otherwise it listens on loopback
   * and keeps its files below {@code ~/glassmq}.
   *
   * @throws io.glassmq.common.config.ConfigException if a setting cannot be meant
   */
  public static BrokerController build(Settings settings, BrokerParts parts) {
    // Who names an address for clients wants to be reached there.
    String bindAddress = settings.get("brokerIP1") == null ? "127.0.0.1" : "0.0.0.0";
    settings
        .setDefault("bindAddress", bindAddress)
        .setDefault("storePathRootDir", Settings.HOME.resolve("store"))
        .setDefault("namesrvAddr", System.getenv("NAMESRV_ADDR"));
    return new BrokerController(settings.as(BrokerConfig::read), parts);
  }
}
