package io.glassmq.testkit;

import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;

import io.glassmq.boot.BrokerStartup;
import io.glassmq.boot.NamesrvStartup;
import io.glassmq.boot.Settings;
import io.glassmq.broker.BrokerController;
import io.glassmq.broker.BrokerParts;
import io.glassmq.client.ClientConfig;
import io.glassmq.client.admin.DefaultMQAdminExt;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.constant.PermName;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.namesrv.NamesrvController;
import io.glassmq.namesrv.NamesrvParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Name servers and brokers in this JVM, on free loopback ports, all files below one folder. A
 * server that was stopped comes back on its port with its files. A broker that shall be killed runs
 * as a process of its own.
 *
 * <pre>{@code
 * try (var cluster = new TestCluster(tempDir)) {
 *   cluster.startNamesrv("n1");
 *   cluster.startBroker("broker-a");
 *   cluster.connect(producer);
 * }
 * }</pre>
 *
 * <p>Not thread-safe: for the thread of one test.
 */
public final class TestCluster implements AutoCloseable {
  private static final Duration REGISTRATION_LIMIT = Duration.ofSeconds(30);
  private static final Duration PROCESS_LIMIT = Duration.ofSeconds(60);

  /** For busy machines: what is slow shall not count as lost. */
  private static final int PATIENCE_MILLIS = 20_000;

  private final Path folder;
  private final BrokerParts brokerParts;
  private final NamesrvParts namesrvParts;
  private final Map<String, NamesrvController> namesrvs = new TreeMap<>();
  private final Map<String, BrokerController> brokers = new TreeMap<>();
  private final Map<String, ServerProcess> processes = new TreeMap<>();
  private final Map<String, Integer> ports = new HashMap<>();
  private final Map<String, String> brokerSettings = new HashMap<>();

  public TestCluster(Path folder) {
    this(folder, BrokerParts.defaults(), NamesrvParts.defaults());
  }

  /** A cluster whose servers run on the given parts. */
  public TestCluster(Path folder, BrokerParts brokerParts, NamesrvParts namesrvParts) {
    this.folder = folder;
    this.brokerParts = brokerParts;
    this.namesrvParts = namesrvParts;
  }

  /** One name server and one broker, {@code broker-a}, which knows it. */
  public static TestCluster single(Path folder) throws Exception {
    var cluster = new TestCluster(folder);
    cluster.startNamesrv("namesrv-1");
    cluster.startBroker("broker-a");
    return cluster;
  }

  /** A setting, by its official key, for all brokers that are started from now on. */
  public TestCluster set(String key, String value) {
    brokerSettings.put(key, value);
    return this;
  }

  /** Starts a name server, or starts it again. Brokers started before do not know a new one. */
  public NamesrvController startNamesrv(String name) {
    Path home = folder.resolve(name);
    var settings =
        new Settings()
            .set("listenPort", ports.getOrDefault(name, 0))
            .set("kvConfigPath", home.resolve("kvConfig.json"))
            .set("configStorePath", home.resolve("namesrv.properties"));
    NamesrvController namesrv = NamesrvStartup.build(settings, namesrvParts);
    namesrv.start();
    ports.put(name, namesrv.listenPort());
    namesrvs.put(name, namesrv);
    return namesrv;
  }

  /** Starts a broker, or starts it again, and waits until a name server knows it. */
  public BrokerController startBroker(String name) throws Exception {
    var settings = new Settings();
    settingsOf(name).forEach(settings::set);
    BrokerController broker = BrokerStartup.build(settings, brokerParts);
    broker.start();
    ports.put(name, broker.listenPort());
    brokers.put(name, broker);
    if (!namesrvs.isEmpty()) {
      broker.registered().get(REGISTRATION_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }
    return broker;
  }

  /**
   * Starts a broker as a process of its own, or starts it again, and waits until a name server
   * knows it.
   */
  public void startBrokerProcess(String name) throws IOException {
    Path conf = Files.createDirectories(folder).resolve(name + ".conf");
    Files.write(
        conf,
        settingsOf(name).entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .toList());
    ServerProcess process =
        ServerProcess.start(BrokerStartup.class.getName(), "-c", conf.toString());
    processes.put(name, process);
    String ready = process.awaitLine("ready: broker ", PROCESS_LIMIT);
    String address = ready.substring("ready: broker ".length(), ready.indexOf(','));
    ports.put(name, Integer.parseInt(address.substring(address.indexOf(':') + 1)));
  }

  /** Ends a broker process as a crash would. */
  public void killBroker(String name) throws InterruptedException {
    processes.remove(name).kill();
  }

  private Map<String, String> settingsOf(String name) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("brokerName", name);
    settings.put("listenPort", Integer.toString(ports.getOrDefault(name, 0)));
    settings.put("namesrvAddr", namesrvAddr());
    settings.put("storePathRootDir", storeOf(name).toString());
    // Tests shall not depend on how full the disk of a machine is.
    settings.put("diskSpaceWarningLevelRatio", "100");
    settings.put("diskSpaceCleanForciblyRatio", "100");
    // Nor on how busy it is: a broker refuses sends while an append takes long.
    settings.put("osPageCacheBusyTimeOutMills", "10000");
    // Small files: a test should see some of them rolled, and none filled with zeros.
    settings.put("mappedFileSizeCommitLog", Integer.toString(4 * 1024 * 1024));
    settings.putAll(brokerSettings);
    return settings;
  }

  /** Tells a client, before it starts, where the name servers are, and to be patient. */
  public void connect(ClientConfig client) {
    connect(client, namesrvAddr());
  }

  /** The same for any servers, of whichever make. */
  public static void connect(ClientConfig client, String namesrvAddr) {
    client.setNamesrvAddr(namesrvAddr);
    client.setMqClientApiTimeout(PATIENCE_MILLIS);
    if (client instanceof DefaultMQProducer producer) {
      producer.setSendMsgTimeout(PATIENCE_MILLIS);
    }
  }

  /**
   * Makes a topic on every broker and waits until the name server knows it everywhere.
   *
   * @return its queues, sorted
   */
  public List<MessageQueue> createTopic(String topic, int queuesPerBroker) throws Exception {
    return createTopic(namesrvAddr(), topic, queuesPerBroker);
  }

  /** The same on any servers, of whichever make. */
  public static List<MessageQueue> createTopic(
      String namesrvAddr, String topic, int queuesPerBroker) throws Exception {
    var admin = new DefaultMQAdminExt();
    connect(admin, namesrvAddr);
    admin.start();
    try {
      var config = TopicConfig.of(topic, queuesPerBroker, queuesPerBroker, PermName.READ_WRITE);
      List<MessageQueue> queues = new ArrayList<>();
      for (String broker : admin.createAndUpdateTopicConfig(config)) {
        for (int id = 0; id < queuesPerBroker; id++) {
          queues.add(new MessageQueue(topic, broker, id));
        }
      }
      int brokers = queues.size() / queuesPerBroker;
      await("the route of " + topic)
          .atMost(REGISTRATION_LIMIT)
          .ignoreExceptions()
          .until(() -> admin.examineTopicRouteInfo(topic).queueDatas().size() == brokers);
      return queues;
    } finally {
      admin.shutdown();
    }
  }

  public void stopNamesrv(String name) {
    namesrvs.remove(name).shutdown();
  }

  public void stopBroker(String name) {
    brokers.remove(name).shutdown();
  }

  /** What a client sets as its name server address: all name servers that run. */
  public String namesrvAddr() {
    return namesrvs.values().stream()
        .map(namesrv -> "127.0.0.1:" + namesrv.listenPort())
        .collect(joining(";"));
  }

  public BrokerController broker(String name) {
    return brokers.get(name);
  }

  /** The store folder of a broker. */
  public Path storeOf(String name) {
    return folder.resolve(name);
  }

  /** Stops the brokers, then the name servers. */
  @Override
  public void close() {
    processes.values().forEach(ServerProcess::close);
    brokers.values().forEach(BrokerController::shutdown);
    namesrvs.values().forEach(NamesrvController::shutdown);
  }
}
