package io.glassmq.broker.topic;

import io.glassmq.common.TopicConfig;
import io.glassmq.common.constant.PermName;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.protocol.subscription.SubscriptionGroupConfig;

/**
 * The two topics that each consumer group has for messages that it failed on: one for those that it
 * gets again, and one for those that it has given up. They are made when they are first needed.
 *
 * <p>Thread-safe.
 */
public record RetryTopics(TopicConfigManager topics) {
  /** A topic's flag: it belongs to a unit that subscribes. */
  private static final int UNIT_SUBSCRIPTION = 2;

  /** The topic of messages that the group gets again. */
  public TopicConfig retry(SubscriptionGroupConfig group, boolean unitMode, boolean order) {
    String name = TopicNames.retryTopic(group.groupName());
    TopicConfig known = topics.selectTopicConfig(name);
    return known != null
        ? known
        : topics.ensure(
            TopicConfig.of(
                    name, group.retryQueueNums(), group.retryQueueNums(), PermName.READ_WRITE)
                .withFlags(unitMode ? UNIT_SUBSCRIPTION : 0, order));
  }

  /** The topic of messages that the group has given up. */
  public TopicConfig deadLetters(String group) {
    return topics.ensure(TopicNames.deadLetterTopic(group), 1, PermName.READ_WRITE);
  }

  /**
   * How often the group may try a message again.
   *
   * @param asked by the consumer; null if it leaves that to the group's settings
   */
  public static int maxTimes(SubscriptionGroupConfig group, Integer asked) {
    return asked == null ? group.retryMaxTimes() : asked;
  }
}
