package io.glassmq.client.impl.consumer;

import io.glassmq.client.consumer.TopicMessageQueueChangeListener;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.common.message.MessageQueue;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again at the queues of some topics, for a user who shares them out himself, and
 * tells him when they have changed.
 *
 * <p>Looks on the client's scheduled thread. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.consumer.DefaultLitePullConsumerImpl}, where it is a part.
 */
final class TopicWatch {
  private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);

  private final Map<String, TopicMessageQueueChangeListener> listeners = new ConcurrentHashMap<>();
  private final Map<String, Set<MessageQueue>> known = new ConcurrentHashMap<>();

  /** What tells the queues of a topic now. */
  @FunctionalInterface
  interface Source {
    Set<MessageQueue> queues(String topic) throws MQClientException;
  }

  /** Watches a topic from now on. */
  void add(String topic, TopicMessageQueueChangeListener listener) {
    listeners.put(topic, listener);
    known.remove(topic);
  }

  /** Looks at all topics once. What it sees of a topic for the first time is no news. */
  void look(Source source) {
    listeners.forEach((topic, listener) -> look(topic, listener, source));
  }

  private void look(String topic, TopicMessageQueueChangeListener listener, Source source) {
    Set<MessageQueue> now = queues(topic, source);
    Set<MessageQueue> before = known.put(topic, now);
    if (before != null && !before.equals(now)) {
      listener.onChanged(topic, now);
    }
  }

  /** None, if the topic is not there or cannot be asked for: the user is told neither. */
  private Set<MessageQueue> queues(String topic, Source source) {
    try {
      return source.queues(topic);
    } catch (MQClientException e) {
      LOG.warn("The queues of topic {} are not known: {}", topic, e.getMessage());
      return known.getOrDefault(topic, Set.of());
    }
  }
}
