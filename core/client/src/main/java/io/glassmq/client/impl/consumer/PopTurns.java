package io.glassmq.client.impl.consumer;

import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.TopicRouteTable;
import io.glassmq.common.message.MessageQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whom a simple consumer asks next: each broker of each of its topics in turn.
 *
 * <p>Thread-safe.
 */
final class PopTurns {
  /** Stands for all queues of a broker. */
  private static final int ALL_QUEUES = -1;

  private final TopicRouteTable routes;
  private final AtomicInteger turn = new AtomicInteger();

  PopTurns(TopicRouteTable routes) {
    this.routes = routes;
  }

  /**
   * @param topics at least one
   * @return with queue id -1
   * @throws MQClientException if no broker is known that has one of the topics
   */
  MessageQueue next(Collection<String> topics) throws MQClientException, InterruptedException {
    List<MessageQueue> places = new ArrayList<>();
    for (String topic : topics) {
      places.addAll(places(topic));
    }
    if (places.isEmpty()) {
      throw new MQClientException(
          MQClientException.NOT_FOUND_TOPIC_EXCEPTION,
          "No broker is known that has a topic of " + topics);
    }
    return places.get(Math.floorMod(turn.getAndIncrement(), places.size()));
  }

  private List<MessageQueue> places(String topic) throws MQClientException, InterruptedException {
    if (routes.subscribeQueues(topic).isEmpty()) {
      try {
        routes.refresh(topic);
      } catch (IllegalStateException e) {
        throw new MQClientException("Topic " + topic + " cannot be looked up", e);
      }
    }
    return routes.subscribeQueues(topic).stream()
        .map(MessageQueue::getBrokerName)
        .distinct()
        .sorted()
        .map(broker -> new MessageQueue(topic, broker, ALL_QUEUES))
        .toList();
  }
}
