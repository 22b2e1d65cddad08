package io.glassmq.chapters.ch03;

import io.glassmq.boot.BrokerStartup;
import io.glassmq.boot.NamesrvStartup;
import io.glassmq.boot.Settings;
import io.glassmq.broker.BrokerController;
import io.glassmq.broker.BrokerParts;
import io.glassmq.chapters.DemoFolder;
import io.glassmq.chapters.OwnJvm;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.client.producer.SendResult;
import io.glassmq.common.Clock;
import io.glassmq.common.StepMode;
import io.glassmq.common.message.Message;
import io.glassmq.namesrv.NamesrvController;
import io.glassmq.namesrv.NamesrvParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Name servers and brokers for the demos of this chapter, all in this JVM, each on a free port.
 * Used by the demo's main thread.
 */
final class Cluster implements AutoCloseable {
  private static final long REGISTRATION_LIMIT_SECONDS = StepMode.limitMillis(60);

  private final DemoFolder folder;
  private final Deque<Runnable> stops = new ArrayDeque<>();
  private final Map<String, NamesrvController> namesrvs = new HashMap<>();

  Cluster() throws IOException {
    folder = DemoFolder.create("03");
  }

  /**
   * @param scanMillis how often it looks for silent brokers; 5 s in real life
   * @return its address
   */
  String startNamesrv(String name, Clock clock, long scanMillis) {
    var settings =
        new Settings()
            .set("listenPort", 0)
            .set("kvConfigPath", folder.path().resolve(name + "/kvConfig.json"))
            .set("configStorePath", folder.path().resolve(name + "/namesrv.properties"))
            .set("scanNotActiveBrokerInterval", scanMillis);
    NamesrvController namesrv =
        NamesrvStartup.build(settings, NamesrvParts.defaults().withClock(clock));
    namesrv.start();
    stops.push(namesrv::shutdown);
    String address = "127.0.0.1:" + namesrv.listenPort();
    namesrvs.put(address, namesrv);
    return address;
  }

  void stopNamesrv(String address) {
    namesrvs.get(address).shutdown();
  }

  /** Starts a broker, and waits until a name server knows it. */
  BrokerController startBroker(String name, String namesrvAddr) throws Exception {
    var settings = new Settings();
    settingsOf(name, namesrvAddr).forEach(settings::set);
    BrokerController broker = BrokerStartup.build(settings, BrokerParts.defaults());
    broker.start();
    stops.push(broker::shutdown);
    broker.registered().get(REGISTRATION_LIMIT_SECONDS, TimeUnit.SECONDS);
    return broker;
  }

  /** Starts a broker in a JVM of its own, so that it can be killed. */
  Process startBrokerProcess(String name, String namesrvAddr) throws IOException {
    List<String> lines =
        settingsOf(name, namesrvAddr).entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .toList();
    Path conf = Files.write(folder.path().resolve(name + ".conf"), lines);
    Process process =
        OwnJvm.of(BrokerStartup.class, "-c", conf.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.path().resolve(name + ".log").toFile())
            .start();
    stops.push(process::destroyForcibly);
    return process;
  }

  private Map<String, Object> settingsOf(String name, String namesrvAddr) {
    return Map.of(
        "listenPort",
        0,
        "brokerName",
        name,
        "namesrvAddr",
        namesrvAddr,
        "storePathRootDir",
        folder.path().resolve(name),
        "mappedFileSizeCommitLog",
        1024 * 1024,
        "diskSpaceWarningLevelRatio",
        100,
        "diskSpaceCleanForciblyRatio",
        100);
  }

  /** A producer that asks one of these name servers. */
  DefaultMQProducer startProducer(String group, String namesrvAddr, int pollMillis)
      throws Exception {
    var producer = new DefaultMQProducer(group);
    producer.setNamesrvAddr(namesrvAddr);
    producer.setPollNameServerInterval(pollMillis);
    producer.start();
    stops.push(producer::shutdown);
    return producer;
  }

  /** Sends four messages. Returns the names of the brokers that took them. */
  static Set<String> send(DefaultMQProducer producer, String topic) throws Exception {
    Set<String> brokers = new TreeSet<>();
    for (int i = 0; i < 4; i++) {
      SendResult result = producer.send(new Message(topic, "Hello".getBytes()));
      brokers.add(result.getMessageQueue().getBrokerName());
    }
    return brokers;
  }

  /** Stops what was started, the last first, and deletes the files. */
  @Override
  public void close() throws IOException {
    stops.forEach(Runnable::run);
    folder.close();
  }
}
