package io.glassmq.chapters;

import io.glassmq.boot.AllInOne;
import io.glassmq.boot.AllInOneConfig;
import io.glassmq.broker.BrokerParts;
import io.glassmq.client.admin.DefaultMQAdminExt;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.constant.PermName;
import io.glassmq.namesrv.NamesrvParts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A name server and a broker in the JVM of a demo: on free ports, with their files in a temporary
 * folder that {@link #close} deletes. Used by the demo's main thread.
 */
public final class DemoServers implements AutoCloseable {
  /** What the demos may ask of any disk, and files that one may look at: the log's are 1 GiB. */
  private static final Map<String, Object> SMALL = Map.of("mappedFileSizeCommitLog", 1024 * 1024);

  private static final int ASK_AGAIN_MILLIS = 10;

  private final DemoFolder folder;
  private final AllInOne servers;

  private DemoServers(DemoFolder folder, AllInOne servers) {
    this.folder = folder;
    this.servers = servers;
  }

  /** Starts both with small files; a send works at once. */
  public static DemoServers start() throws Exception {
    return start(Map.of());
  }

  /**
   * Starts both.
   *
   * @param brokerSettings keys of {@code broker.conf} and their values
   */
  public static DemoServers start(Map<String, ?> brokerSettings) throws Exception {
    return start(brokerSettings, BrokerParts.defaults(), NamesrvParts.defaults());
  }

  /** Starts both with parts of your own. */
  public static DemoServers start(
      Map<String, ?> brokerSettings, BrokerParts brokerParts, NamesrvParts namesrvParts)
      throws Exception {
    DemoFolder folder = DemoFolder.create("servers");
    AllInOneConfig config = AllInOneConfig.in(folder.path());
    SMALL.forEach(config.broker()::set);
    brokerSettings.forEach(config.broker()::set);
    return new DemoServers(folder, AllInOne.start(config, brokerParts, namesrvParts));
  }

  /** What a client sets as its name server address. */
  public String namesrvAddr() {
    return servers.namesrvAddr();
  }

  /** The servers, for those who want to look inside. */
  public AllInOne servers() {
    return servers;
  }

  /** Where the broker keeps its files. */
  public Path folder() {
    return folder.path();
  }

  /** Makes a topic, and waits until the name server knows it. */
  public void createTopic(String topic, int queues) throws Exception {
    var admin = new DefaultMQAdminExt();
    admin.setNamesrvAddr(namesrvAddr());
    admin.start();
    try {
      admin.createAndUpdateTopicConfig(TopicConfig.of(topic, queues, queues, PermName.READ_WRITE));
      var never = new CountDownLatch(1);
      while (!isKnown(topic, admin)) {
        never.await(ASK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      }
    } finally {
      admin.shutdown();
    }
  }

  private static boolean isKnown(String topic, DefaultMQAdminExt admin) throws Exception {
    try {
      return !admin.examineTopicRouteInfo(topic).queueDatas().isEmpty();
    } catch (MQClientException e) {
      return false; // the broker is about to tell the name server
    }
  }

  @Override
  public void close() throws IOException {
    servers.close();
    folder.close();
  }
}
