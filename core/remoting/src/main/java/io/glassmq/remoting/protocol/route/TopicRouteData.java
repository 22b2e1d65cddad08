package io.glassmq.remoting.protocol.route;

import io.glassmq.common.constant.PermName;
import io.glassmq.common.message.MessageQueue;
import java.util.ArrayList;
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

  /** The queues to consume from: a slave will do. */
  public List<MessageQueue> subscribeQueues(String topic) {
    List<MessageQueue> queues = new ArrayList<>();
    for (QueueData of : queueDatas) {
      if (PermName.isReadable(of.perm())) {
        for (int id = 0; id < of.readQueueNums(); id++) {
          queues.add(new MessageQueue(topic, of.brokerName(), id));
        }
      }
    }
    return queues;
  }
}
