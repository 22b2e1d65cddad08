package io.glassmq.broker.processor;

import io.glassmq.broker.BrokerConfig;
import io.glassmq.broker.client.ConsumerGroupInfo;
import io.glassmq.broker.client.ConsumerManager;
import io.glassmq.broker.subscription.SubscriptionGroupManager;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.constant.PermName;
import io.glassmq.common.sysflag.PullSysFlag;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.filter.FilterAPI;
import io.glassmq.remoting.protocol.header.PullMessageRequestHeader;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import io.glassmq.remoting.protocol.subscription.SubscriptionGroupConfig;
import java.util.Map;

/**
 * Whether a pull may be served, and what it subscribes to. The first check that fails is the
 * answer.
 *
 * <p>Thread-safe: it only reads.
 */
public record PullRequestCheck(
    BrokerConfig config,
    TopicConfigManager topics,
    SubscriptionGroupManager groups,
    ConsumerManager consumers) {

  /** What does not allow the pull; clients read the number. */
  private enum Forbidden {
    BY_BROKER,
    BY_GROUP,
    BY_TOPIC,
    BROADCAST,
    SUBSCRIPTION;

    RequestRefusedException because(String remark) {
      return new RequestRefusedException(
          ResponseCode.NO_PERMISSION,
          remark,
          Map.of("forbiddenType", Integer.toString(ordinal() + 1)));
    }
  }

  /** A pull that passed all checks. */
  record CheckedPull(
      PullMessageRequestHeader header,
      TopicConfig topic,
      SubscriptionGroupConfig group,
      SubscriptionData subscription) {}

  CheckedPull check(PullMessageRequestHeader header) throws RequestRefusedException {
    if (!PermName.isReadable(config.brokerPermission())) {
      throw Forbidden.BY_BROKER.because(
          "the broker[" + config.brokerIP1() + "] pulling message is forbidden");
    }
    SubscriptionGroupConfig group = group(header.consumerGroup());
    TopicConfig topic = topic(header);
    SubscriptionData subscription =
        PullSysFlag.has(header.sysFlag(), PullSysFlag.SUBSCRIPTION)
            ? parse(header)
            : subscriptionOfHeartbeat(header, group);
    if (!subscription.isTagType()) {
      throw new RequestRefusedException(
          ResponseCode.SYSTEM_ERROR,
          "The broker does not support consumer to filter message by "
              + subscription.expressionType());
    }
    return new CheckedPull(header, topic, group, subscription);
  }

  private SubscriptionGroupConfig group(String name) throws RequestRefusedException {
    SubscriptionGroupConfig group = groups.findSubscriptionGroupConfig(name);
    if (group == null) {
      throw new RequestRefusedException(
          ResponseCode.SUBSCRIPTION_GROUP_NOT_EXIST, "subscription group [" + name + "] not exist");
    }
    if (!group.consumeEnable()) {
      throw Forbidden.BY_GROUP.because("subscription group no permission, " + name);
    }
    return group;
  }

  private TopicConfig topic(PullMessageRequestHeader header) throws RequestRefusedException {
    String name = header.topic();
    TopicConfig topic = topics.selectTopicConfig(name);
    if (topic == null) {
      throw new RequestRefusedException(
          ResponseCode.TOPIC_NOT_EXIST, "topic[" + name + "] not exist, apply first please!");
    }
    if (!PermName.isReadable(topic.perm())) {
      throw Forbidden.BY_TOPIC.because("the topic[" + name + "] pulling message is forbidden");
    }
    if (header.queueId() < 0 || header.queueId() >= topic.readQueueNums()) {
      throw new RequestRefusedException(
          ResponseCode.INVALID_PARAMETER,
          "queueId[%d] is illegal, topic:[%s] topicConfig.readQueueNums:[%d] consumer group:[%s]"
              .formatted(header.queueId(), name, topic.readQueueNums(), header.consumerGroup()));
    }
    return topic;
  }

  private static SubscriptionData parse(PullMessageRequestHeader header)
      throws RequestRefusedException {
    try {
      return FilterAPI.build(
          header.topic(), header.subscription(), header.expressionType(), header.subVersion());
    } catch (IllegalArgumentException e) {
      throw new RequestRefusedException(
          ResponseCode.SUBSCRIPTION_PARSE_FAILED,
          "parse the consumer's subscription failed: " + e.getMessage());
    }
  }

  private SubscriptionData subscriptionOfHeartbeat(
      PullMessageRequestHeader header, SubscriptionGroupConfig group)
      throws RequestRefusedException {
    ConsumerGroupInfo members = consumers.getConsumerGroupInfo(header.consumerGroup());
    if (members == null) {
      throw new RequestRefusedException(
          ResponseCode.SUBSCRIPTION_NOT_EXIST, "the consumer's group info not exist");
    }
    if (members.messageModel() == MessageModel.BROADCASTING && !group.consumeBroadcastEnable()) {
      throw Forbidden.BROADCAST.because(
          "the consumer group[" + header.consumerGroup() + "] can not consume by broadcast way");
    }
    if (groups.isReadForbidden(header.consumerGroup(), header.topic())) {
      throw Forbidden.SUBSCRIPTION.because(
          "the consumer group["
              + header.consumerGroup()
              + "] is forbidden for topic["
              + header.topic()
              + "]");
    }
    SubscriptionData subscription = members.findSubscriptionData(header.topic());
    if (subscription == null) {
      throw new RequestRefusedException(
          ResponseCode.SUBSCRIPTION_NOT_EXIST, "the consumer's subscription not exist");
    }
    return isOutdated(subscription, header) ? everything(header) : subscription;
  }

  /**
   * The consumer has changed its subscription and its heartbeat is still under way, or was skipped:
   * official consumers skip it now and then, and repeat a refused pull in vain until the next one,
   * 30 s later. They look at the tags themselves, so too many messages do no harm, too few would.
   */
  private static boolean isOutdated(SubscriptionData known, PullMessageRequestHeader header) {
    return known.isTagType() && known.subVersion() < header.subVersion();
  }

  private static SubscriptionData everything(PullMessageRequestHeader header) {
    return FilterAPI.buildSubscriptionData(
        header.topic(), SubscriptionData.SUB_ALL, header.subVersion());
  }
}
