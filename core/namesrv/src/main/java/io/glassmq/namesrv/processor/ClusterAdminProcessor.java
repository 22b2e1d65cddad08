package io.glassmq.namesrv.processor;

import io.glassmq.common.config.ConfigException;
import io.glassmq.namesrv.NamesrvConfig;
import io.glassmq.namesrv.routeinfo.RouteTable;
import io.glassmq.remoting.AnsweringProcessor;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.BrokerMemberGroup;
import io.glassmq.remoting.protocol.body.GetBrokerMemberGroupResponseBody;
import io.glassmq.remoting.protocol.header.GetBrokerMemberGroupRequestHeader;
import io.glassmq.remoting.protocol.route.BrokerData;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Shows which brokers there are, and shows and changes the settings of this name server; owns the
 * file that changed settings go to. Runs on the name server's pool.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.namesrv.processor.DefaultRequestProcessor}.
 */
public final class ClusterAdminProcessor implements AnsweringProcessor {
  /** Settings that nobody may change from afar: they say where files are written. */
  private static final Set<String> BLACK_LIST =
      Set.of("configBlackList", "configStorePath", "kvConfigPath");

  private final AtomicReference<NamesrvConfig> config;
  private final RouteTable routes;

  public ClusterAdminProcessor(AtomicReference<NamesrvConfig> config, RouteTable routes) {
    this.config = config;
    this.routes = routes;
  }

  @Override
  public RemotingCommand answer(RemotingChannel from, RemotingCommand request)
      throws RemotingCommandException, IOException {
    return switch (request.requestCode()) {
      case GET_BROKER_CLUSTER_INFO ->
          RemotingCommand.success().body(RemotingSerializable.encodeBareKeys(routes.clusterInfo()));
      case GET_BROKER_MEMBER_GROUP ->
          members(request.decodeHeader(GetBrokerMemberGroupRequestHeader.class));
      case GET_NAMESRV_CONFIG ->
          RemotingCommand.success().body(text(config.get()).getBytes(StandardCharsets.UTF_8));
      case UPDATE_NAMESRV_CONFIG -> update(new String(request.body(), StandardCharsets.UTF_8));
      default -> throw new IllegalArgumentException("not mine: " + request);
    };
  }

  private RemotingCommand members(GetBrokerMemberGroupRequestHeader header) {
    BrokerData broker = routes.clusterInfo().brokerAddrTable().get(header.brokerName());
    Map<Long, String> addrs = broker == null ? Map.of() : broker.brokerAddrs();
    var group = new BrokerMemberGroup(header.clusterName(), header.brokerName(), addrs);
    return RemotingCommand.success()
        .body(RemotingSerializable.encodeBareKeys(new GetBrokerMemberGroupResponseBody(group)));
  }

  /** One change at a time, so that none is lost. */
  private synchronized RemotingCommand update(String text) throws IOException {
    var changes = new Properties();
    changes.load(new StringReader(text));
    if (changes.stringPropertyNames().stream().anyMatch(BLACK_LIST::contains)) {
      return RemotingCommand.createResponse(
          ResponseCode.NO_PERMISSION, "Can not update config in black list " + BLACK_LIST + ".");
    }
    var all = new Properties();
    all.putAll(config.get().asText());
    all.putAll(changes);
    try {
      config.set(NamesrvConfig.of(all));
    } catch (ConfigException e) {
      return RemotingCommand.createResponse(ResponseCode.SYSTEM_ERROR, e.getMessage());
    }
    Files.createDirectories(config.get().configStorePath().toAbsolutePath().getParent());
    Files.writeString(config.get().configStorePath(), text(config.get()));
    return RemotingCommand.success();
  }

  private static String text(NamesrvConfig config) {
    var text = new StringBuilder();
    new TreeMap<>(config.asText())
        .forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    return text.toString();
  }
}
