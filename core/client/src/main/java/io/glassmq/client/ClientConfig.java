package io.glassmq.client;

import io.glassmq.common.LocalAddress;
import io.glassmq.common.topic.Namespace;
import java.util.Arrays;
import java.util.List;

/**
 * What all clients have in common: where the name servers are, who the client is, and how often it
 * does its regular work. Set it before {@code start()}; later changes have no effect.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.ClientConfig}.
 */
public class ClientConfig {
  private static final String NAMESRV_PROPERTY = "rocketmq.namesrv.addr";
  private static final String NAMESRV_VARIABLE = "NAMESRV_ADDR";
  private static final String DEFAULT_INSTANCE_NAME = "DEFAULT";

  private String namesrvAddr =
      System.getProperty(NAMESRV_PROPERTY, System.getenv(NAMESRV_VARIABLE));
  private String clientIP = LocalAddress.text();
  private String instanceName = System.getProperty("rocketmq.client.name", DEFAULT_INSTANCE_NAME);
  private int pollNameServerInterval = 30_000;
  private int heartbeatBrokerInterval = 30_000;
  private int persistConsumerOffsetInterval = 5_000;
  private int mqClientApiTimeout = 3_000;
  private boolean enableStreamRequestType;
  private String unitName;
  private boolean unitMode;
  private String namespace;
  private String namespaceV2;
  private boolean sendLatencyEnable = Boolean.getBoolean("com.rocketmq.sendLatencyEnable");
  private boolean startDetectorEnable = Boolean.getBoolean("com.rocketmq.startDetectorEnable");
  private int detectTimeout = 200;
  private int detectInterval = 2_000;

  /**
   * Name servers as {@code host:port;host:port}, or null; by default the system property {@code
   * rocketmq.namesrv.addr}, else the variable {@code NAMESRV_ADDR}.
   */
  public String getNamesrvAddr() {
    return namesrvAddr;
  }

  public void setNamesrvAddr(String namesrvAddr) {
    this.namesrvAddr = namesrvAddr;
  }

  /** The name servers one by one; empty when none are set. */
  public List<String> nameServers() {
    return namesrvAddr == null
        ? List.of()
        : Arrays.stream(namesrvAddr.split(";")).map(String::trim).toList();
  }

  /** The address that is part of the client's id; by default the one of this host. */
  public String getClientIP() {
    return clientIP;
  }

  public void setClientIP(String clientIP) {
    this.clientIP = clientIP;
  }

  public String getInstanceName() {
    return instanceName;
  }

  /**
   * Part of the client's id: two clients of one group on one host need different names. DEFAULT
   * stands for a name of its own, except for a consumer that broadcasts.
   */
  public void setInstanceName(String instanceName) {
    this.instanceName = instanceName;
  }

  /** Milliseconds between two looks at the routes of all topics in use. */
  public int getPollNameServerInterval() {
    return pollNameServerInterval;
  }

  public void setPollNameServerInterval(int pollNameServerInterval) {
    this.pollNameServerInterval = pollNameServerInterval;
  }

  /** Milliseconds between two heartbeats to all brokers. */
  public int getHeartbeatBrokerInterval() {
    return heartbeatBrokerInterval;
  }

  public void setHeartbeatBrokerInterval(int heartbeatBrokerInterval) {
    this.heartbeatBrokerInterval = heartbeatBrokerInterval;
  }

  /** Milliseconds between two reports of consumption progress to the brokers. */
  public int getPersistConsumerOffsetInterval() {
    return persistConsumerOffsetInterval;
  }

  public void setPersistConsumerOffsetInterval(int persistConsumerOffsetInterval) {
    this.persistConsumerOffsetInterval = persistConsumerOffsetInterval;
  }

  /** Milliseconds that routine requests (routes, heartbeats, member lists) may take. */
  public int getMqClientApiTimeout() {
    return mqClientApiTimeout;
  }

  public void setMqClientApiTimeout(int mqClientApiTimeout) {
    this.mqClientApiTimeout = mqClientApiTimeout;
  }

  /** Whether brokers are told that this client asks when it likes, as pull consumers do. */
  public boolean isEnableStreamRequestType() {
    return enableStreamRequestType;
  }

  public void setEnableStreamRequestType(boolean enableStreamRequestType) {
    this.enableStreamRequestType = enableStreamRequestType;
  }

  /** The unit of a company's servers that this client belongs to, or null; ends its client id. */
  public String getUnitName() {
    return unitName;
  }

  public void setUnitName(String unitName) {
    this.unitName = unitName;
  }

  /** Whether topics that this client's sends create belong to the unit alone. */
  public boolean isUnitMode() {
    return unitMode;
  }

  public void setUnitMode(boolean unitMode) {
    this.unitMode = unitMode;
  }

  /** The namespace that names of topics and groups get in front on the servers, or null. */
  public String getNamespace() {
    return namespace;
  }

  public void setNamespace(String namespace) {
    this.namespace = namespace;
  }

  /** What changes names between users and servers. */
  public Namespace namespace() {
    return new Namespace(namespace);
  }

  /** The namespace that every request names, while topics and groups keep their names; or null. */
  public String getNamespaceV2() {
    return namespaceV2;
  }

  public void setNamespaceV2(String namespaceV2) {
    this.namespaceV2 = namespaceV2;
  }

  /** Whether a producer remembers for a while which brokers were slow or failed. */
  public boolean isSendLatencyEnable() {
    return sendLatencyEnable;
  }

  public void setSendLatencyEnable(boolean sendLatencyEnable) {
    this.sendLatencyEnable = sendLatencyEnable;
  }

  /** Whether brokers that could not be reached are asked now and then if they can be again. */
  public boolean isStartDetectorEnable() {
    return startDetectorEnable;
  }

  public void setStartDetectorEnable(boolean startDetectorEnable) {
    this.startDetectorEnable = startDetectorEnable;
  }

  /** Milliseconds that a broker may take to show that it can be reached. */
  public int getDetectTimeout() {
    return detectTimeout;
  }

  public void setDetectTimeout(int detectTimeout) {
    this.detectTimeout = detectTimeout;
  }

  /**
   * Milliseconds between two questions to brokers that could not be reached; less than 3,000 counts
   * as 3,000.
   */
  public int getDetectInterval() {
    return detectInterval;
  }

  public void setDetectInterval(int detectInterval) {
    this.detectInterval = detectInterval;
  }

  /** Who we are to the brokers: address and instance name. */
  public String buildMQClientId() {
    String unit = unitName == null || unitName.isBlank() ? "" : "@" + unitName;
    return clientIP + "@" + instanceName + unit + (enableStreamRequestType ? "@STREAM" : "");
  }

  /** Makes the name unique on this host, unless the user has chosen one. */
  public void changeInstanceNameToPID() {
    if (instanceName.equals(DEFAULT_INSTANCE_NAME)) {
      instanceName = ProcessHandle.current().pid() + "#" + System.nanoTime();
    }
  }
}
