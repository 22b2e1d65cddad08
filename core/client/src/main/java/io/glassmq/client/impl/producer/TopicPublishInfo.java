package io.glassmq.client.impl.producer;

import io.glassmq.client.common.ThreadLocalIndex;
import io.glassmq.common.message.MessageQueue;
import java.util.List;

/**
 * What a producer knows of a topic: the queues it can write to, and whose turn it is. A changed
 * route makes a new one.
 *
 * <p>Immutable but for the turn; thread-safe. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.producer.TopicPublishInfo}.
 */
public record TopicPublishInfo(List<MessageQueue> messageQueueList, ThreadLocalIndex turn) {

  public TopicPublishInfo(List<MessageQueue> messageQueueList) {
    this(messageQueueList, new ThreadLocalIndex());
  }

  /** No queue at all: the topic is unknown, or nobody can write to it now. */
  public boolean isEmpty() {
    return messageQueueList.isEmpty();
  }
}
