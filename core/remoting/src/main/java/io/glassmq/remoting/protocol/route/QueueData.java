package io.glassmq.remoting.protocol.route;

import io.glassmq.common.TopicConfig;

/** The queues of a topic on one broker. */
public record QueueData(
    String brokerName, int readQueueNums, int writeQueueNums, int perm, int topicSysFlag) {

  /** The queues of {@code topic} as that broker has set it up. */
  public static QueueData of(String brokerName, TopicConfig topic) {
    return new QueueData(
        brokerName,
        topic.readQueueNums(),
        topic.writeQueueNums(),
        topic.perm(),
        topic.topicSysFlag());
  }

  public QueueData withPerm(int newPerm) {
    return new QueueData(brokerName, readQueueNums, writeQueueNums, newPerm, topicSysFlag);
  }
}
