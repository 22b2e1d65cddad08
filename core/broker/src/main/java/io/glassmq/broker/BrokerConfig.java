package io.glassmq.broker;

import io.glassmq.common.LocalAddress;
import io.glassmq.common.config.ConfigException;
import io.glassmq.common.config.ConfigReader;
import io.glassmq.common.constant.PermName;
import io.glassmq.remoting.netty.NettyServerConfig;
import io.glassmq.store.StoreConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The settings of a broker, read from the keys of an official {@code broker.conf}.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.BrokerConfig}.
 *
 * @param brokerClusterName the cluster it belongs to
 * @param brokerName shared by a master and its replicas; by default the name of this host
 * @param brokerId {@code brokerId} and {@code brokerRole}: which broker of its name it is: the
 *     master, 0 and ASYNC_MASTER. Another role is refused, for there is no replication yet
 * @param brokerIP1 the address that clients are told; by default {@code bindAddress}, or the
 *     address of this host if that is 0.0.0.0
 * @param server the address and port to listen on, and more about the network
 * @param store where messages are kept, and how
 * @param namesrvAddr name servers as {@code host:port} with semicolons between, maybe none
 * @param brokerPermission bits of {@link PermName}, read 4 and write 2; topics cannot allow more
 * @param autoCreateTopicEnable whether the first send to a topic creates it
 * @param defaultTopicQueueNums queues of the template for topics that a send creates
 * @param clusterTopicEnable whether topics may be created after the cluster's topic
 * @param brokerTopicEnable whether topics may be created after the broker's topic
 * @param autoCreateSubscriptionGroup whether the first heartbeat or pull of a group creates it
 * @param useServerSideResetOffset false lets the members of a group reset its offsets themselves
 * @param longPollingEnable false lets a pull wait {@code shortPollingTimeMills} only
 * @param shortPollingTimeMillis {@code shortPollingTimeMills}: milliseconds that a pull waits when
 *     {@code longPollingEnable} is false
 * @param slaveReadEnable whether consumers that are far behind are sent to a replica
 * @param regionId written into each message
 * @param traceOn true or false, written into each message
 * @param sendMessageThreadPoolNums threads that append messages; 0 lets the network threads do it
 * @param pullMessageThreadPoolNums threads that read messages
 * @param registerNameServerPeriodMillis {@code registerNameServerPeriod}: milliseconds between two
 *     registrations, 10,000 to 60,000
 * @param registerBrokerTimeoutMillis {@code registerBrokerTimeoutMills}: milliseconds that a
 *     registration may take
 * @param flushConsumerOffsetIntervalMillis {@code flushConsumerOffsetInterval}: milliseconds
 *     between two looks at whether offsets changed; if so, they are written
 * @param channelExpiredTimeoutMillis {@code channelExpiredTimeout}: milliseconds of silence after
 *     which a client is dropped
 * @param pop how groups consume without rebalance
 * @param loadBalance which queues consumers are told to work on
 * @param asText every setting by its key, as it would stand in a file
 */
public record BrokerConfig(
    String brokerClusterName,
    String brokerName,
    long brokerId,
    String brokerIP1,
    NettyServerConfig server,
    StoreConfig store,
    List<String> namesrvAddr,
    int brokerPermission,
    boolean autoCreateTopicEnable,
    int defaultTopicQueueNums,
    boolean clusterTopicEnable,
    boolean brokerTopicEnable,
    boolean autoCreateSubscriptionGroup,
    boolean useServerSideResetOffset,
    boolean longPollingEnable,
    long shortPollingTimeMillis,
    boolean slaveReadEnable,
    String regionId,
    boolean traceOn,
    int sendMessageThreadPoolNums,
    int pullMessageThreadPoolNums,
    long registerNameServerPeriodMillis,
    long registerBrokerTimeoutMillis,
    long flushConsumerOffsetIntervalMillis,
    long channelExpiredTimeoutMillis,
    PopConfig pop,
    LoadBalanceConfig loadBalance,
    Map<String, String> asText) {
  private static final String ANY_ADDRESS = "0.0.0.0";
  private static final int MAX = Integer.MAX_VALUE;

  /**
   * @throws ConfigException if a value cannot be meant
   */
  public static BrokerConfig read(ConfigReader reader) {
    refuseReplication(reader.text("brokerRole", "ASYNC_MASTER"));
    String bindAddress = reader.text("bindAddress", ANY_ADDRESS);
    return new BrokerConfig(
        reader.text("brokerClusterName", "DefaultCluster"),
        reader.text("brokerName", hostName()),
        reader.longValue("brokerId", 0, 0, Long.MAX_VALUE),
        reader.text(
            "brokerIP1", bindAddress.equals(ANY_ADDRESS) ? LocalAddress.text() : bindAddress),
        NettyServerConfig.read(
            reader, bindAddress, reader.intValue("listenPort", 10_911, 0, 65_535)),
        StoreConfig.read(reader),
        addresses(reader.text("namesrvAddr", "")),
        reader.intValue("brokerPermission", PermName.READ_WRITE, 0, 7),
        reader.booleanValue("autoCreateTopicEnable", true),
        reader.intValue("defaultTopicQueueNums", 8, 1, 65_535),
        reader.booleanValue("clusterTopicEnable", true),
        reader.booleanValue("brokerTopicEnable", true),
        reader.booleanValue("autoCreateSubscriptionGroup", true),
        reader.booleanValue("useServerSideResetOffset", true),
        reader.booleanValue("longPollingEnable", true),
        reader.longValue("shortPollingTimeMills", 1_000, 1, MAX),
        reader.booleanValue("slaveReadEnable", false),
        reader.text("regionId", "DefaultRegion"),
        reader.booleanValue("traceOn", true),
        reader.intValue("sendMessageThreadPoolNums", 0, 0, 1_024),
        reader.intValue("pullMessageThreadPoolNums", 4, 1, 1_024),
        reader.longValue("registerNameServerPeriod", 30_000, 10_000, 60_000),
        reader.longValue("registerBrokerTimeoutMills", 24_000, 1, MAX),
        reader.longValue("flushConsumerOffsetInterval", 5_000, 1, MAX),
        reader.longValue("channelExpiredTimeout", 120_000, 1, MAX),
        PopConfig.read(reader),
        LoadBalanceConfig.read(reader),
        Map.copyOf(reader.effective()));
  }

  /** Who asks for copies, or wants this broker to be one, must not believe that there are any. */
  private static void refuseReplication(String role) {
    if (!role.equals("ASYNC_MASTER")) {
      throw new ConfigException(
          "brokerRole = " + role + ": give ASYNC_MASTER, for there is no replication yet.");
    }
  }

  /** The settings in {@code properties}; the defaults for what is not there. */
  public static BrokerConfig of(Properties properties) {
    return read(new ConfigReader(properties));
  }

  private static List<String> addresses(String text) {
    return Stream.of(text.split(";")).map(String::trim).filter(s -> !s.isEmpty()).toList();
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "DEFAULT_BROKER";
    }
  }
}
