package io.glassmq.namesrv.processor;

import io.glassmq.common.message.MessageRecord;
import io.glassmq.namesrv.NamesrvConfig;
import io.glassmq.namesrv.kvconfig.KVConfigManager;
import io.glassmq.namesrv.routeinfo.BrokerAddrInfo;
import io.glassmq.namesrv.routeinfo.BrokerRegistration;
import io.glassmq.namesrv.routeinfo.RegisterBrokerResult;
import io.glassmq.namesrv.routeinfo.RouteTable;
import io.glassmq.remoting.AnsweringProcessor;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.DataVersion;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.KVTable;
import io.glassmq.remoting.protocol.body.RegisterBrokerBody;
import io.glassmq.remoting.protocol.body.TopicConfigSerializeWrapper;
import io.glassmq.remoting.protocol.header.namesrv.BrokerHeartbeatRequestHeader;
import io.glassmq.remoting.protocol.header.namesrv.QueryDataVersionRequestHeader;
import io.glassmq.remoting.protocol.header.namesrv.QueryDataVersionResponseHeader;
import io.glassmq.remoting.protocol.header.namesrv.RegisterBrokerRequestHeader;
import io.glassmq.remoting.protocol.header.namesrv.RegisterBrokerResponseHeader;
import io.glassmq.remoting.protocol.header.namesrv.UnRegisterBrokerRequestHeader;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Brokers come, say that they are still there, and go. Runs on the name server's pool.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.namesrv.processor.DefaultRequestProcessor}.
 */
public record BrokerRegistrationProcessor(
    Supplier<NamesrvConfig> config, RouteTable routes, KVConfigManager kvConfig)
    implements AnsweringProcessor {
  /** For brokers that do not say how long they may be silent. */
  private static final long DEFAULT_TIMEOUT_MILLIS = 120_000;

  private static final DataVersion NO_VERSION = new DataVersion(0, 0, 0);

  @Override
  public RemotingCommand answer(RemotingChannel from, RemotingCommand request)
      throws RemotingCommandException {
    return switch (request.requestCode()) {
      case REGISTER_BROKER -> register(from, request);
      case UNREGISTER_BROKER ->
          unregister(request.decodeHeader(UnRegisterBrokerRequestHeader.class));
      case BROKER_HEARTBEAT -> heartbeat(request.decodeHeader(BrokerHeartbeatRequestHeader.class));
      case QUERY_DATA_VERSION -> compareDataVersion(request);
      default -> throw new IllegalArgumentException("not mine: " + request);
    };
  }

  private RemotingCommand register(RemotingChannel from, RemotingCommand request)
      throws RemotingCommandException {
    var header = request.decodeHeader(RegisterBrokerRequestHeader.class);
    int crc = header.bodyCrc32() == null ? 0 : header.bodyCrc32();
    if (crc != 0 && crc != MessageRecord.bodyCrc(request.body())) {
      return RemotingCommand.createResponse(ResponseCode.SYSTEM_ERROR, "crc32 not match");
    }
    TopicConfigSerializeWrapper topics = topics(header, request.body());
    return routes
        .register(registration(header, topics, from), topics.topicConfigTable().values())
        .map(this::registered)
        .orElseGet(
            () ->
                RemotingCommand.createResponse(
                    ResponseCode.SYSTEM_ERROR, "register broker failed"));
  }

  private static TopicConfigSerializeWrapper topics(RegisterBrokerRequestHeader header, byte[] body)
      throws RemotingCommandException {
    if (body.length > 0 && Boolean.TRUE.equals(header.compressed())) {
      return CompressedRegistration.decode(body);
    }
    TopicConfigSerializeWrapper topics =
        body.length == 0
            ? null
            : RemotingSerializable.decode(body, RegisterBrokerBody.class)
                .topicConfigSerializeWrapper();
    return topics == null ? new TopicConfigSerializeWrapper(null, null) : topics;
  }

  private static BrokerRegistration registration(
      RegisterBrokerRequestHeader header,
      TopicConfigSerializeWrapper topics,
      RemotingChannel from) {
    Long timeout = header.heartbeatTimeoutMillis();
    return new BrokerRegistration(
        new BrokerAddrInfo(header.clusterName(), header.brokerAddr()),
        header.brokerName(),
        header.brokerId(),
        header.haServerAddr(),
        Boolean.TRUE.equals(header.enableActingMaster()),
        timeout == null ? DEFAULT_TIMEOUT_MILLIS : timeout,
        topics.dataVersion() == null ? NO_VERSION : topics.dataVersion(),
        from);
  }

  private RemotingCommand registered(RegisterBrokerResult result) {
    RemotingCommand response =
        RemotingCommand.success()
            .header(new RegisterBrokerResponseHeader(result.haServerAddr(), result.masterAddr()));
    Map<String, String> order = kvConfig.getAll(RouteRequestProcessor.ORDER_TOPIC_CONFIG);
    return order == null || !config.get().returnOrderTopicConfigToBroker()
        ? response
        : response.body(RemotingSerializable.encode(new KVTable(order)));
  }

  private RemotingCommand unregister(UnRegisterBrokerRequestHeader header) {
    routes.unregister(
        new BrokerAddrInfo(header.clusterName(), header.brokerAddr()), header.brokerName());
    return RemotingCommand.success();
  }

  private RemotingCommand heartbeat(BrokerHeartbeatRequestHeader header) {
    routes.heartbeat(new BrokerAddrInfo(header.clusterName(), header.brokerAddr()));
    return RemotingCommand.success();
  }

  /** A broker asks whether it has to register anew; asking counts as a heartbeat. */
  private RemotingCommand compareDataVersion(RemotingCommand request)
      throws RemotingCommandException {
    var header = request.decodeHeader(QueryDataVersionRequestHeader.class);
    var broker = new BrokerAddrInfo(header.clusterName(), header.brokerAddr());
    DataVersion offered = RemotingSerializable.decode(request.body(), DataVersion.class);
    Optional<DataVersion> known = routes.dataVersion(broker);
    routes.heartbeat(broker);
    return RemotingCommand.success()
        .header(new QueryDataVersionResponseHeader(!known.equals(Optional.of(offered))))
        .body(known.map(RemotingSerializable::encode).orElse(null));
  }
}
