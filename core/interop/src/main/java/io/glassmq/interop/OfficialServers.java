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
 * An official 5.5.0 name server and broker, each a process of its own, on free loopback ports. All
 * that they write stays below one folder.
 */
public final class OfficialServers implements Servers {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final String namesrvAddr;
  private final String brokerAddr;
  private final ServerProcess namesrv;
  private final ServerProcess broker;

  private OfficialServers(
      String namesrvAddr, String brokerAddr, ServerProcess namesrv, ServerProcess broker) {
    this.namesrvAddr = namesrvAddr;
    this.brokerAddr = brokerAddr;
    this.namesrv = namesrv;
    this.broker = broker;
  }

  /**
   * Starts both and waits until the broker is registered.
   *
   * @param home an empty folder; becomes ROCKETMQ_HOME and {@code user.home}
   * @param vmArguments for both processes
   * @param settings {@code broker.conf} keys on top of the ports and paths that are set here
   */
  public static OfficialServers start(
      Path home, List<String> vmArguments, Map<String, String> settings) throws IOException {
    int namesrvPort = FreePorts.any();
    String namesrvAddr = "127.0.0.1:" + namesrvPort;
    int brokerPort = FreePorts.forBroker();
    Path conf = Files.createDirectories(home.resolve("conf"));
    Path namesrvConf =
        Files.writeString(conf.resolve("namesrv.conf"), "listenPort=" + namesrvPort + "\n");
    Path brokerConf = brokerConf(home, namesrvAddr, brokerPort, settings);
    ServerProcess namesrv =
        start(home, "org.apache.rocketmq.namesrv.NamesrvStartup", vmArguments, namesrvConf);
    ServerProcess broker =
        start(home, "org.apache.rocketmq.broker.BrokerStartup", vmArguments, brokerConf);
    var servers = new OfficialServers(namesrvAddr, "127.0.0.1:" + brokerPort, namesrv, broker);
    return servers.awaitRegistered();
  }

  private OfficialServers awaitRegistered() {
    int port = Integer.parseInt(namesrvAddr.substring(namesrvAddr.indexOf(':') + 1));
    try {
      new NamesrvProbe("127.0.0.1", port).awaitBroker(brokerAddr, START_LIMIT);
      return this;
    } catch (IllegalStateException e) {
      String said = namesrv.lines() + "\n" + broker.lines();
      close();
      throw new IllegalStateException(e.getMessage() + "\n" + said, e);
    }
  }

  private static Path brokerConf(
      Path home, String namesrvAddr, int brokerPort, Map<String, String> settings)
      throws IOException {
    var keys = new TreeMap<String, String>();
    keys.put("brokerClusterName", "DefaultCluster");
    keys.put("brokerName", "broker-a");
    keys.put("brokerId", "0");
    keys.put("brokerIP1", "127.0.0.1");
    keys.put("brokerIP2", "127.0.0.1");
    keys.put("listenPort", Integer.toString(brokerPort));
    keys.put("haListenPort", Integer.toString(FreePorts.any()));
    keys.put("namesrvAddr", namesrvAddr);
    keys.put("storePathRootDir", home.resolve("store").toString());
    keys.put("autoCreateTopicEnable", "true");
    keys.putAll(settings);
    var lines = new ArrayList<String>();
    keys.forEach((key, value) -> lines.add(key + "=" + value));
    return Files.write(home.resolve("conf").resolve("broker.conf"), lines);
  }

  private static ServerProcess start(
      Path home, String mainClass, List<String> vmArguments, Path conf) throws IOException {
    var options = new ArrayList<>(vmArguments);
    options.add("-Duser.home=" + home);
    options.add("-Djava.net.preferIPv4Stack=true");
    return ServerProcess.start(
        OfficialJars.v5().classPath(),
        mainClass,
        options,
        List.of("-c", conf.toString()),
        Map.of("ROCKETMQ_HOME", home.toString()),
        home);
  }

  @Override
  public String namesrvAddr() {
    return namesrvAddr;
  }

  @Override
  public String brokerAddr() {
    return brokerAddr;
  }

  public ServerProcess broker() {
    return broker;
  }

  public ServerProcess namesrv() {
    return namesrv;
  }

  @Override
  public void close() {
    broker.close();
    namesrv.close();
  }
}
