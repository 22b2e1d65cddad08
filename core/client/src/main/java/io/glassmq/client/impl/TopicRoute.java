package io.glassmq.client.impl;

import io.glassmq.client.impl.producer.TopicPublishInfo;
import io.glassmq.common.constant.PermName;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.protocol.route.BrokerData;
import io.glassmq.remoting.protocol.route.QueueData;
import io.glassmq.remoting.protocol.route.TopicRouteData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The route of one topic, and what follows from it for producers and consumers.
 *
 * @param data as the name server told it, sorted by broker name, so that equal routes are equal
 * @param publishInfo the queues to send to
 * @param subscribeQueues the queues to consume from
 */
record TopicRoute(
    TopicRouteData data, TopicPublishInfo publishInfo, Set<MessageQueue> subscribeQueues) {

  /** Stands for a topic that no name server has told a route of. */
  static final TopicRoute UNKNOWN =
      new TopicRoute(
          new TopicRouteData(List.of(), List.of()), new TopicPublishInfo(List.of()), Set.of());

  static TopicRoute of(String topic, TopicRouteData answer) {
    TopicRouteData data = sorted(answer);
    var publishInfo = new TopicPublishInfo(publishQueues(topic, data));
    return new TopicRoute(data, publishInfo, Set.copyOf(data.subscribeQueues(topic)));
  }

  /**
   * The route that a topic will have once it is created after {@code template}.
   *
   * @param mostQueues per broker
   */
  static TopicRouteData borrowed(TopicRouteData template, int mostQueues) {
    List<QueueData> queues = new ArrayList<>();
    for (QueueData queue : template.queueDatas()) {
      int count = Math.min(mostQueues, queue.readQueueNums());
      queues.add(new QueueData(queue.brokerName(), count, count, queue.perm(), 0));
    }
    return new TopicRouteData(queues, template.brokerDatas());
  }

  private static TopicRouteData sorted(TopicRouteData data) {
    var queues = new ArrayList<>(data.queueDatas());
    queues.sort(Comparator.comparing(QueueData::brokerName));
    var brokers = new ArrayList<>(data.brokerDatas());
    brokers.sort(Comparator.comparing(BrokerData::brokerName));
    return new TopicRouteData(data.orderTopicConf(), queues, brokers, data.filterServerTable());
  }

  /** Queues that can be written to: only a master takes messages. */
  private static List<MessageQueue> publishQueues(String topic, TopicRouteData data) {
    if (data.orderTopicConf() != null && !data.orderTopicConf().isEmpty()) {
      return orderedQueues(topic, data.orderTopicConf());
    }
    Set<String> withMaster = new HashSet<>();
    data.brokerDatas().stream()
        .filter(broker -> broker.masterAddr() != null)
        .forEach(broker -> withMaster.add(broker.brokerName()));
    List<MessageQueue> queues = new ArrayList<>();
    for (QueueData queue : data.queueDatas()) {
      if (PermName.isWriteable(queue.perm()) && withMaster.contains(queue.brokerName())) {
        addQueues(queues, topic, queue.brokerName(), queue.writeQueueNums());
      }
    }
    return List.copyOf(queues);
  }

  /** {@code broker-a:4;broker-b:2} says itself which queues there are. */
  private static List<MessageQueue> orderedQueues(String topic, String orderTopicConf) {
    List<MessageQueue> queues = new ArrayList<>();
    for (String part : orderTopicConf.split(";")) {
      String[] nameAndCount = part.split(":");
      if (nameAndCount.length != 2) {
        throw new IllegalArgumentException("No \"broker:queues\" in \"" + orderTopicConf + "\"");
      }
      addQueues(queues, topic, nameAndCount[0], Integer.parseInt(nameAndCount[1]));
    }
    return List.copyOf(queues);
  }

  private static void addQueues(
      Collection<MessageQueue> queues, String topic, String brokerName, int count) {
    for (int id = 0; id < count; id++) {
      queues.add(new MessageQueue(topic, brokerName, id));
    }
  }
}
