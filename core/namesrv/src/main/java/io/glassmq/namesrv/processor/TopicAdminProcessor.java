package io.glassmq.namesrv.processor;

import io.glassmq.common.constant.PermName;
import io.glassmq.namesrv.NamesrvConfig;
import io.glassmq.namesrv.routeinfo.RouteTable;
import io.glassmq.remoting.AnsweringProcessor;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.body.TopicList;
import io.glassmq.remoting.protocol.header.GetTopicsByClusterRequestHeader;
import io.glassmq.remoting.protocol.header.namesrv.AddWritePermOfBrokerRequestHeader;
import io.glassmq.remoting.protocol.header.namesrv.AddWritePermOfBrokerResponseHeader;
import io.glassmq.remoting.protocol.header.namesrv.DeleteTopicFromNamesrvRequestHeader;
import io.glassmq.remoting.protocol.header.namesrv.RegisterTopicRequestHeader;
import io.glassmq.remoting.protocol.header.namesrv.WipeWritePermOfBrokerRequestHeader;
import io.glassmq.remoting.protocol.header.namesrv.WipeWritePermOfBrokerResponseHeader;
import io.glassmq.remoting.protocol.route.BrokerData;
import io.glassmq.remoting.protocol.route.TopicRouteData;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Lists topics and changes them in the map; brokers do not hear of it. Runs on the name server's
 * pool.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.namesrv.processor.DefaultRequestProcessor}.
 */
public record TopicAdminProcessor(Supplier<NamesrvConfig> config, RouteTable routes)
    implements AnsweringProcessor {
  private static final int UNIT = 1;
  private static final int UNIT_SUB = 1 << 1;

  @Override
  public RemotingCommand answer(RemotingChannel from, RemotingCommand request)
      throws RemotingCommandException {
    return switch (request.requestCode()) {
      case GET_ALL_TOPIC_LIST_FROM_NAMESERVER ->
          config.get().enableAllTopicList() ? list(routes.topics()) : disabled();
      case GET_TOPICS_BY_CLUSTER ->
          listOf(request.decodeHeader(GetTopicsByClusterRequestHeader.class));
      case GET_SYSTEM_TOPIC_LIST_FROM_NS -> listOfSystem();
      case GET_UNIT_TOPIC_LIST -> listWhere(route -> hasFlag(route, UNIT));
      case GET_HAS_UNIT_SUB_TOPIC_LIST -> listWhere(route -> hasFlag(route, UNIT_SUB));
      case GET_HAS_UNIT_SUB_UNUNIT_TOPIC_LIST ->
          listWhere(route -> hasFlag(route, UNIT_SUB) && !hasFlag(route, UNIT));
      case REGISTER_TOPIC_IN_NAMESRV -> put(request);
      case DELETE_TOPIC_IN_NAMESRV ->
          delete(request.decodeHeader(DeleteTopicFromNamesrvRequestHeader.class));
      case WIPE_WRITE_PERM_OF_BROKER ->
          wipe(request.decodeHeader(WipeWritePermOfBrokerRequestHeader.class));
      case ADD_WRITE_PERM_OF_BROKER ->
          add(request.decodeHeader(AddWritePermOfBrokerRequestHeader.class));
      default -> throw new IllegalArgumentException("not mine: " + request);
    };
  }

  private RemotingCommand listOf(GetTopicsByClusterRequestHeader header) {
    return listWhere(
        route ->
            route.brokerDatas().stream()
                .anyMatch(broker -> broker.cluster().equals(header.cluster())));
  }

  private RemotingCommand listWhere(Predicate<TopicRouteData> wanted) {
    if (!config.get().enableTopicList()) {
      return disabled();
    }
    return list(
        routes.topics().stream()
            .filter(topic -> routes.route(topic).filter(wanted).isPresent())
            .collect(Collectors.toSet()));
  }

  private static boolean hasFlag(TopicRouteData route, int flag) {
    return route.queueDatas().stream().anyMatch(queues -> (queues.topicSysFlag() & flag) != 0);
  }

  /** Every cluster and every broker has a topic of its own name. */
  private RemotingCommand listOfSystem() {
    var cluster = routes.clusterInfo();
    Set<String> names = new TreeSet<>(cluster.clusterAddrTable().keySet());
    names.addAll(cluster.brokerAddrTable().keySet());
    String someAddr =
        cluster.brokerAddrTable().values().stream()
            .flatMap(broker -> broker.brokerAddrs().values().stream())
            .findFirst()
            .orElse(null);
    return RemotingCommand.success()
        .body(RemotingSerializable.encode(new TopicList(names, someAddr)));
  }

  private static RemotingCommand list(Set<String> topics) {
    return RemotingCommand.success().body(RemotingSerializable.encode(new TopicList(topics)));
  }

  private static RemotingCommand disabled() {
    return RemotingCommand.createResponse(ResponseCode.SYSTEM_ERROR, "disable");
  }

  private RemotingCommand put(RemotingCommand request) throws RemotingCommandException {
    var header = request.decodeHeader(RegisterTopicRequestHeader.class);
    TopicRouteData route = RemotingSerializable.decode(request.body(), TopicRouteData.class);
    routes.putTopic(header.topic(), route.queueDatas());
    return RemotingCommand.success();
  }

  private RemotingCommand delete(DeleteTopicFromNamesrvRequestHeader header) {
    String cluster = header.clusterName();
    Map<String, BrokerData> brokers = routes.clusterInfo().brokerAddrTable();
    Predicate<String> isMeant =
        broker ->
            cluster == null
                || cluster.isBlank()
                || brokers.containsKey(broker) && brokers.get(broker).cluster().equals(cluster);
    routes.changeQueues(
        (topic, queues) ->
            topic.equals(header.topic()) && isMeant.test(queues.brokerName()) ? null : queues);
    return RemotingCommand.success();
  }

  private RemotingCommand wipe(WipeWritePermOfBrokerRequestHeader header) {
    int count = changePerm(header.brokerName(), perm -> perm & ~PermName.PERM_WRITE);
    return RemotingCommand.success().header(new WipeWritePermOfBrokerResponseHeader(count));
  }

  private RemotingCommand add(AddWritePermOfBrokerRequestHeader header) {
    int count = changePerm(header.brokerName(), perm -> PermName.READ_WRITE);
    return RemotingCommand.success().header(new AddWritePermOfBrokerResponseHeader(count));
  }

  private int changePerm(String brokerName, IntUnaryOperator change) {
    return routes.changeQueues(
        (topic, it) ->
            it.brokerName().equals(brokerName) ? it.withPerm(change.applyAsInt(it.perm())) : it);
  }
}
