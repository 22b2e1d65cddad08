package io.glassmq.interop;

import io.glassmq.testkit.TestCluster;
import java.nio.file.Path;
import java.util.Map;

/** Our name server and broker, in this JVM, so that a breakpoint can see them. */
record GlassServers(TestCluster cluster) implements Servers {

  static GlassServers start(Path home) throws Exception {
    return start(home, Map.of());
  }

  static GlassServers start(Path home, boolean autoCreateTopics) throws Exception {
    return start(home, Map.of("autoCreateTopicEnable", Boolean.toString(autoCreateTopics)));
  }

  static GlassServers start(Path home, Map<String, String> settings) throws Exception {
    var cluster = new TestCluster(home);
    settings.forEach(cluster::set);
    cluster.startNamesrv("namesrv-1");
    cluster.startBroker("broker-a");
    return new GlassServers(cluster);
  }

  @Override
  public String namesrvAddr() {
    return cluster.namesrvAddr();
  }

  @Override
  public String brokerAddr() {
    return cluster.broker("broker-a").brokerAddr();
  }

  @Override
  public void close() {
    cluster.close();
  }
}
