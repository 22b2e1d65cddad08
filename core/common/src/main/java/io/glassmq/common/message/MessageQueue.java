package io.glassmq.common.message;

import java.util.Comparator;

/**
 * The address of one queue: topic, broker, number. Ordered by these three, which all members of a
 * consumer group rely on when they share out queues.
 *
 * <p>Immutable. Official counterpart: {@code org.apache.rocketmq.common.message.MessageQueue}.
 */
public final class MessageQueue implements Comparable<MessageQueue> {
  private static final Comparator<MessageQueue> ORDER =
      Comparator.comparing(MessageQueue::getTopic)
          .thenComparing(MessageQueue::getBrokerName)
          .thenComparingInt(MessageQueue::getQueueId);

  private final String topic;
  private final String brokerName;
  private final int queueId;

  public MessageQueue(String topic, String brokerName, int queueId) {
    this.topic = topic;
    this.brokerName = brokerName;
    this.queueId = queueId;
  }

  public String getTopic() {
    return topic;
  }

  public String getBrokerName() {
    return brokerName;
  }

  public int getQueueId() {
    return queueId;
  }

  @Override
  public int compareTo(MessageQueue other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MessageQueue that
        && queueId == that.queueId
        && topic.equals(that.topic)
        && brokerName.equals(that.brokerName);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * topic.hashCode() + brokerName.hashCode()) + queueId;
  }

  @Override
  public String toString() {
    return "MessageQueue [topic="
        + topic
        + ", brokerName="
        + brokerName
        + ", queueId="
        + queueId
        + "]";
  }
}
