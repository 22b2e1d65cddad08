package io.glassmq.remoting.protocol.route;

import java.util.List;
import java.util.Map;

/**
 * Where a topic lives.
 *
 * @param orderTopicConf null unless it is an ordered topic
 * @param filterServerTable always empty; old clients want to see it
 */
public record TopicRouteData(
    String orderTopicConf,
    List<QueueData> queueDatas,
    List<BrokerData> brokerDatas,
    Map<String, List<String>> filterServerTable) {
  public TopicRouteData {
    queueDatas = queueDatas == null ? List.of() : List.copyOf(queueDatas);
    brokerDatas = brokerDatas == null ? List.of() : List.copyOf(brokerDatas);
    filterServerTable = filterServerTable == null ? Map.of() : Map.copyOf(filterServerTable);
  }

  public TopicRouteData(List<QueueData> queueDatas, List<BrokerData> brokerDatas) {
    this(null, queueDatas, brokerDatas, null);
  }
}
