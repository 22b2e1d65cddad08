package io.glassmq.remoting.protocol.subscription;

import java.util.Map;
import java.util.Set;

/**
 * The settings of one consumer group on one broker. What is null on the way in (an old peer does
 * not know it) gets its default; only {@code subscriptionDataSet} may stay null.
 *
 * @param groupName the group
 * @param consumeEnable whether it may consume at all
 * @param consumeFromMinEnable whether a new group may begin at the oldest message
 * @param consumeBroadcastEnable whether its members may broadcast
 * @param consumeMessageOrderly whether pop keeps the order
 * @param retryQueueNums queues of its retry topic
 * @param retryMaxTimes after so many retries a message is a dead letter
 * @param groupRetryPolicy when a failed message comes again
 * @param brokerId where it reads
 * @param whichBrokerWhenConsumeSlowly where it reads when it is far behind
 * @param notifyConsumerIdsChangedEnable whether members hear at once that one came or went
 * @param groupSysFlag 1 unit
 * @param consumeTimeoutMinute minutes that a listener may take
 * @param subscriptionDataSet fixed subscriptions, or null
 * @param attributes plain keys such as {@code priority.factor}
 */
public record SubscriptionGroupConfig(
    String groupName,
    Boolean consumeEnable,
    Boolean consumeFromMinEnable,
    Boolean consumeBroadcastEnable,
    boolean consumeMessageOrderly,
    Integer retryQueueNums,
    Integer retryMaxTimes,
    GroupRetryPolicy groupRetryPolicy,
    long brokerId,
    Long whichBrokerWhenConsumeSlowly,
    Boolean notifyConsumerIdsChangedEnable,
    int groupSysFlag,
    Integer consumeTimeoutMinute,
    Set<SimpleSubscriptionData> subscriptionDataSet,
    Map<String, String> attributes) {

  public SubscriptionGroupConfig {
    consumeEnable = orElse(consumeEnable, true);
    consumeFromMinEnable = orElse(consumeFromMinEnable, true);
    consumeBroadcastEnable = orElse(consumeBroadcastEnable, true);
    retryQueueNums = orElse(retryQueueNums, 1);
    retryMaxTimes = orElse(retryMaxTimes, 16);
    groupRetryPolicy = orElse(groupRetryPolicy, GroupRetryPolicy.DEFAULT);
    whichBrokerWhenConsumeSlowly = orElse(whichBrokerWhenConsumeSlowly, 1L);
    notifyConsumerIdsChangedEnable = orElse(notifyConsumerIdsChangedEnable, true);
    consumeTimeoutMinute = orElse(consumeTimeoutMinute, 15);
    attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
  }

  /** A group with the default settings. */
  public static SubscriptionGroupConfig of(String groupName) {
    return new SubscriptionGroupConfig(
        groupName, null, null, null, false, null, null, null, 0, null, null, 0, null, null, null);
  }

  private static <T> T orElse(T value, T standard) {
    return value == null ? standard : value;
  }
}
