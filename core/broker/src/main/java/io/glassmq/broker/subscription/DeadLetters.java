package io.glassmq.broker.subscription;

import io.glassmq.broker.client.RebalanceLockManager;
import io.glassmq.broker.topic.RetryTopics;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.subscription.SubscriptionGroupConfig;
import io.glassmq.store.MessageExtBrokerInner;
import java.util.Map;

/**
 * Which of the messages that consumers send to their retry topic are one retry too many: those go
 * to the dead letters of the group. So do all of a group that consumes in order, for such a group
 * tries on its own, and sends only what it has given up.
 *
 * <p>Thread-safe.
 */
public record DeadLetters(
    SubscriptionGroupManager groups, RebalanceLockManager locks, RetryTopics topics) {

  /** Keeps anybody from holding a dead letter back. */
  private static final String NO_DELAY = "-1";

  /**
   * Redirects a message for a retry topic if it is one too many.
   *
   * @param maxTimes as the consumer wishes, or null
   * @return whether it was
   */
  public boolean redirect(MessageExtBrokerInner message, Integer maxTimes)
      throws RequestRefusedException {
    String name = TopicNames.groupOfRetryTopic(message.getTopic());
    SubscriptionGroupConfig group = groups.findSubscriptionGroupConfig(name);
    if (group == null) {
      throw new RequestRefusedException(
          ResponseCode.SUBSCRIPTION_GROUP_NOT_EXIST, "subscription group not exist, " + name);
    }
    if (message.getReconsumeTimes() <= RetryTopics.maxTimes(group, maxTimes)
        && !locks.holdsAny(name)) {
      return false;
    }
    Map<String, String> properties = MessageProperties.decode(message.getPropertiesString());
    properties.put(MessageConst.PROPERTY_DELAY_TIME_LEVEL, NO_DELAY);
    message.setPropertiesString(MessageProperties.encode(properties));
    message.setTopic(topics.deadLetters(name).topicName());
    message.setQueueId(0);
    return true;
  }
}
