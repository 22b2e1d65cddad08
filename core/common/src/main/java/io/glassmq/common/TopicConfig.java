package io.glassmq.common;

import io.glassmq.common.attribute.CQType;
import io.glassmq.common.constant.PermName;
import java.util.Map;

/**
 * The settings of one topic on one broker.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.TopicConfig}.
 *
 * @param topicName the topic
 * @param readQueueNums queues that consumers see, 1 or more
 * @param writeQueueNums queues that producers see, 1 or more
 * @param perm bits of {@link PermName}
 * @param topicFilterType one tag or several
 * @param topicSysFlag 1 unit, 2 unit subscription
 * @param order whether the topic is an ordered one
 * @param attributes plain keys such as {@code message.type}; never null
 */
public record TopicConfig(
    String topicName,
    int readQueueNums,
    int writeQueueNums,
    int perm,
    TopicFilterType topicFilterType,
    int topicSysFlag,
    boolean order,
    Map<String, String> attributes) {

  public TopicConfig {
    topicFilterType = topicFilterType == null ? TopicFilterType.SINGLE_TAG : topicFilterType;
    attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
  }

  /** A plain topic: single tag, no flags, not ordered. */
  public static TopicConfig of(String topicName, int readQueueNums, int writeQueueNums, int perm) {
    return new TopicConfig(
        topicName, readQueueNums, writeQueueNums, perm, TopicFilterType.SINGLE_TAG, 0, false, null);
  }

  /** What kind of consume queue it has; SimpleCQ unless its attributes say otherwise. */
  public CQType queueType() {
    boolean batch = CQType.BatchCQ.name().equals(attributes.get(CQType.ATTRIBUTE));
    return batch ? CQType.BatchCQ : CQType.SimpleCQ;
  }

  public TopicConfig withPerm(int newPerm) {
    return new TopicConfig(
        topicName,
        readQueueNums,
        writeQueueNums,
        newPerm,
        topicFilterType,
        topicSysFlag,
        order,
        attributes);
  }

  public TopicConfig withAttributes(Map<String, String> newAttributes) {
    return new TopicConfig(
        topicName,
        readQueueNums,
        writeQueueNums,
        perm,
        topicFilterType,
        topicSysFlag,
        order,
        newAttributes);
  }

  public TopicConfig withFlags(int newSysFlag, boolean newOrder) {
    return new TopicConfig(
        topicName,
        readQueueNums,
        writeQueueNums,
        perm,
        topicFilterType,
        newSysFlag,
        newOrder,
        attributes);
  }
}
