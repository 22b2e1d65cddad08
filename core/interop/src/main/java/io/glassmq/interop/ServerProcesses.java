package io.glassmq.interop;

import io.glassmq.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A name server and a broker of one make, each a process of its own, on free loopback ports. All
 * that they write stays below one folder.
 */
public final class ServerProcesses implements Servers {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final String LOOPBACK = "127.0.0.1";

  private final Recipe recipe;
  private final int namesrvPort;
  private final int brokerPort;
  private final ServerProcess namesrv;
  private ServerProcess broker;

  private ServerProcesses(Recipe recipe) throws IOException {
    this.recipe = recipe;
    this.namesrvPort = FreePorts.any();
    this.brokerPort = FreePorts.forBroker();
    this.namesrv = start(recipe.make().namesrvMain(), namesrvConf());
  }

  /**
   * What to start.
   *
   * @param home an empty folder; becomes ROCKETMQ_HOME and {@code user.home}
   * @param vmArguments for both processes
   * @param settings {@code broker.conf} keys on top of ports and paths
   */
  public record Recipe(
      Make make, Path home, List<String> vmArguments, Map<String, String> settings) {}

  /** Starts both and waits until the broker is registered. */
  public static ServerProcesses start(Recipe recipe) throws IOException {
    var servers = startNamesrv(recipe);
    servers.startBroker();
    servers.awaitRegistered();
    return servers;
  }

  /** Starts the name server and waits until it answers. */
  public static ServerProcesses startNamesrv(Recipe recipe) throws IOException {
    var servers = new ServerProcesses(recipe);
    servers.orSayWhy(() -> servers.probe().awaitAnswer(START_LIMIT));
    return servers;
  }

  /** Starts the broker and does not wait. */
  public void startBroker() throws IOException {
    broker = start(recipe.make().brokerMain(), brokerConf());
  }

  private void awaitRegistered() {
    orSayWhy(() -> probe().awaitBroker(brokerAddr(), START_LIMIT));
  }

  /** When servers do not come up, what they printed says more than the time-out. */
  private void orSayWhy(Runnable step) {
    try {
      step.run();
    } catch (IllegalStateException e) {
      var said = new ArrayList<>(namesrv.lines());
      if (broker != null) {
        said.addAll(broker.lines());
      }
      close();
      throw new IllegalStateException(e.getMessage() + "\n" + String.join("\n", said), e);
    }
  }

  private NamesrvProbe probe() {
    return new NamesrvProbe(new RawConnection(LOOPBACK, namesrvPort), this::isAlive);
  }

  private boolean isAlive() {
    return namesrv.handle().isAlive() && (broker == null || broker.handle().isAlive());
  }

  private Path namesrvConf() throws IOException {
    return conf(
        "namesrv.conf",
        Map.of("listenPort", Integer.toString(namesrvPort), "bindAddress", LOOPBACK));
  }

  private Path brokerConf() throws IOException {
    var keys = new TreeMap<String, String>();
    keys.put("brokerClusterName", "DefaultCluster");
    keys.put("brokerName", "broker-a");
    keys.put("brokerId", "0");
    keys.put("brokerIP1", LOOPBACK);
    keys.put("brokerIP2", LOOPBACK);
    keys.put("bindAddress", LOOPBACK);
    keys.put("listenPort", Integer.toString(brokerPort));
    keys.put("haListenPort", Integer.toString(FreePorts.any()));
    keys.put("namesrvAddr", namesrvAddr());
    keys.put("storePathRootDir", recipe.home().resolve("store").toString());
    keys.put("autoCreateTopicEnable", "true");
    keys.putAll(recipe.settings());
    return conf("broker.conf", keys);
  }

  private Path conf(String name, Map<String, String> keys) throws IOException {
    Path folder = Files.createDirectories(recipe.home().resolve("conf"));
    var lines = keys.entrySet().stream().map(key -> key.getKey() + "=" + key.getValue()).toList();
    return Files.write(folder.resolve(name), lines);
  }

  private ServerProcess start(String mainClass, Path conf) throws IOException {
    var options = new ArrayList<>(recipe.vmArguments());
    options.add("-Duser.home=" + recipe.home());
    options.add("-Djava.net.preferIPv4Stack=true");
    return ServerProcess.start(
        recipe.make().classPath(),
        mainClass,
        options,
        List.of("-c", conf.toString()),
        Map.of("ROCKETMQ_HOME", recipe.home().toString()),
        recipe.home());
  }

  @Override
  public String namesrvAddr() {
    return LOOPBACK + ":" + namesrvPort;
  }

  @Override
  public String brokerAddr() {
    return LOOPBACK + ":" + brokerPort;
  }

  /** The broker, once it is started. */
  public ServerProcess broker() {
    return broker;
  }

  public ServerProcess namesrv() {
    return namesrv;
  }

  @Override
  public void close() {
    if (broker != null) {
      broker.close();
    }
    namesrv.close();
  }
}
