package io.glassmq.namesrv.processor;

import io.glassmq.namesrv.NamesrvConfig;
import io.glassmq.namesrv.kvconfig.KVConfigManager;
import io.glassmq.namesrv.routeinfo.RouteTable;
import io.glassmq.remoting.AnsweringProcessor;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RemotingSerializable;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.route.TopicRouteData;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells clients where a topic lives. Runs on the network thread: the answer is a look into two
 * maps.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.namesrv.processor.ClientRequestProcessor}.
 */
public record RouteRequestProcessor(
    Supplier<NamesrvConfig> config, RouteTable routes, KVConfigManager kvConfig)
    implements AnsweringProcessor {
  /** Name space of the key-value settings that holds the order configuration of topics. */
  static final String ORDER_TOPIC_CONFIG = "ORDER_TOPIC_CONFIG";

  /** From 4.9.4 on clients read JSON with quoted numbers as member names. */
  private static final int STRICT_JSON_VERSION = 401;

  private static final String HINT =
      "\nSee https://rocketmq.apache.org/docs/bestPractice/06FAQ for further details.";

  @Override
  public RemotingCommand answer(RemotingChannel from, RemotingCommand request) {
    // region ch03 answer-route
    String topic = request.field("topic");
    Optional<TopicRouteData> route = topic == null ? Optional.empty() : routes.route(topic);
    return route.map(it -> found(topic, it, request)).orElseGet(() -> missing(topic));
    // endregion
  }

  private RemotingCommand found(String topic, TopicRouteData route, RemotingCommand request) {
    TopicRouteData answer = config.get().orderMessageEnable() ? withOrder(topic, route) : route;
    boolean strict =
        request.version() >= STRICT_JSON_VERSION
            || Boolean.parseBoolean(request.field("acceptStandardJsonOnly"));
    return RemotingCommand.success()
        .body(
            strict
                ? RemotingSerializable.encode(answer)
                : RemotingSerializable.encodeBareKeys(answer));
  }

  private TopicRouteData withOrder(String topic, TopicRouteData route) {
    String order = kvConfig.get(ORDER_TOPIC_CONFIG, topic);
    return new TopicRouteData(order, route.queueDatas(), route.brokerDatas(), null);
  }

  private static RemotingCommand missing(String topic) {
    return RemotingCommand.createResponse(
        ResponseCode.TOPIC_NOT_EXIST,
        "No topic route info in name server for the topic: " + topic + HINT);
  }
}
