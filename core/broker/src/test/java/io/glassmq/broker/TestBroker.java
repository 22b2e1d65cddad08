package io.glassmq.broker;

import io.glassmq.common.Clock;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.remoting.ChannelEventListener;
import io.glassmq.remoting.RemotingParts;
import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.netty.NettyClientConfig;
import io.glassmq.remoting.netty.NettyRemotingClient;
import io.glassmq.remoting.protocol.CommandCustomHeader;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.RequestCode;
import io.glassmq.remoting.protocol.filter.FilterAPI;
import io.glassmq.remoting.protocol.header.PullMessageRequestHeader;
import io.glassmq.remoting.protocol.header.SendMessageRequestHeader;
import io.glassmq.remoting.protocol.header.SendMessageRequestHeaderV2;
import io.glassmq.remoting.protocol.heartbeat.ConsumeType;
import io.glassmq.remoting.protocol.heartbeat.ConsumerData;
import io.glassmq.remoting.protocol.heartbeat.HeartbeatData;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import io.glassmq.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A running broker on a free port, and clients that speak to it over sockets. */
final class TestBroker implements AutoCloseable {
  static final long TIMEOUT_MILLIS = 30_000;

  /** For pulls and pops that something is to wake; long after anybody has lost patience. */
  static final long LONG_POLL_MILLIS = 20_000;

  private final BrokerController broker;
  private final List<NettyRemotingClient> clients = new ArrayList<>();
  private final NettyRemotingClient client;

  private TestBroker(BrokerController broker) {
    this.broker = broker;
    this.client = newClient();
  }

  static TestBroker start(Path root, String... settings) throws StoreException {
    return start(root, BrokerParts.defaults(), settings);
  }

  /**
   * @param settings key, value, key, value ...
   */
  static TestBroker start(Path root, BrokerParts parts, String... settings) throws StoreException {
    var properties = new Properties();
    properties.setProperty("storePathRootDir", root.toString());
    properties.setProperty("mappedFileSizeCommitLog", Integer.toString(1 << 20));
    properties.setProperty("mappedFileSizeConsumeQueue", "20000");
    properties.setProperty("brokerClusterName", "VecCluster");
    properties.setProperty("brokerName", "broker-a");
    properties.setProperty("bindAddress", "127.0.0.1");
    properties.setProperty("listenPort", "0");
    // What happens here shall not depend on how full the disk of this machine is.
    properties.setProperty("diskSpaceWarningLevelRatio", "100");
    properties.setProperty("diskSpaceCleanForciblyRatio", "100");
    for (int i = 0; i < settings.length; i += 2) {
      properties.setProperty(settings[i], settings[i + 1]);
    }
    var broker = new BrokerController(BrokerConfig.of(properties), parts);
    try {
      broker.start();
    } catch (StoreException | RuntimeException e) {
      broker.shutdown();
      throw e;
    }
    return new TestBroker(broker);
  }

  BrokerController controller() {
    return broker;
  }

  /** A client with a connection of its own. */
  NettyRemotingClient newClient() {
    return newClient(Map.of());
  }

  /**
   * @param answering what the broker asks
   */
  NettyRemotingClient newClient(Map<RequestCode, RequestProcessor> answering) {
    var fresh =
        new NettyRemotingClient(
            NettyClientConfig.defaults(),
            ChannelEventListener.NONE,
            RemotingParts.defaults(),
            Clock.SYSTEM);
    answering.forEach((code, processor) -> fresh.registerProcessor(code, processor, Runnable::run));
    fresh.start();
    clients.add(fresh);
    return fresh;
  }

  RemotingCommand call(RequestCode code, CommandCustomHeader header) throws Exception {
    return call(RemotingCommand.createRequest(code, header));
  }

  RemotingCommand call(RemotingCommand request) throws Exception {
    return client.invokeSync(broker.brokerAddr(), request, TIMEOUT_MILLIS);
  }

  RemotingCommand call(NettyRemotingClient other, RemotingCommand request) throws Exception {
    return other.invokeSync(broker.brokerAddr(), request, TIMEOUT_MILLIS);
  }

  CompletableFuture<RemotingCommand> callAsync(NettyRemotingClient other, RemotingCommand request) {
    return other.invokeAsync(broker.brokerAddr(), request, TIMEOUT_MILLIS);
  }

  RemotingCommand send(String topic, int queueId, String properties, String body) throws Exception {
    return call(sendRequest(topic, queueId, properties, body));
  }

  static RemotingCommand sendRequest(String topic, int queueId, String properties, String body) {
    var header =
        new SendMessageRequestHeader(
            "PG",
            topic,
            "TBW102",
            4,
            queueId,
            0,
            1_795_324_000_000L,
            7,
            properties,
            0,
            false,
            false,
            null);
    return RemotingCommand.createRequest(
            RequestCode.SEND_MESSAGE_V2, SendMessageRequestHeaderV2.of(header, null))
        .body(body.getBytes(StandardCharsets.UTF_8));
  }

  /** A pull with its own subscription, so that it needs no heartbeat. */
  static RemotingCommand pullRequest(
      String topic, int queueId, long offset, String tags, long suspendMillis) {
    int sysFlag = suspendMillis > 0 ? 6 : 4;
    return RemotingCommand.createRequest(
        RequestCode.PULL_MESSAGE,
        new PullMessageRequestHeader(
            "CG", topic, queueId, offset, 32, sysFlag, 0, suspendMillis, tags, 0, "TAG", null));
  }

  /** A member of a group that wants all of one topic. */
  static RemotingCommand heartbeat(String clientId, String group, String topic) {
    var subscription = FilterAPI.buildSubscriptionData(topic, "*", 1);
    var consumer =
        new ConsumerData(
            group,
            ConsumeType.CONSUME_PASSIVELY,
            MessageModel.CLUSTERING,
            ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET,
            Set.of(subscription),
            false);
    var heartbeat = new HeartbeatData(clientId, Set.of(), Set.of(consumer), 0, false);
    return RemotingCommand.createRequest(RequestCode.HEART_BEAT)
        .body(RemotingSerializable.encode(heartbeat));
  }

  @Override
  public void close() {
    clients.forEach(NettyRemotingClient::shutdown);
    broker.shutdown();
  }
}
