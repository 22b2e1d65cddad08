package io.glassmq.broker.processor;

import io.glassmq.broker.BrokerConfig;
import io.glassmq.broker.RequestRefusedException;
import io.glassmq.broker.client.ConsumerGroupInfo;
import io.glassmq.broker.client.ConsumerManager;
import io.glassmq.broker.subscription.SubscriptionGroupManager;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.constant.PermName;
import io.glassmq.common.sysflag.PullSysFlag;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.filter.FilterAPI;
import io.glassmq.remoting.protocol.header.PullMessageRequestHeader;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import io.glassmq.remoting.protocol.subscription.SubscriptionGroupConfig;

/**
 * Whether a pull may be served, and what it subscribes to. The first check that fails is the
 * answer.
 *
 * <p>Thread-safe: it only reads.
 */
public final class PullRequestCheck {
  private final BrokerConfig config;
  private final TopicConfigManager topics;
  private final SubscriptionGroupManager groups;
  private final ConsumerManager consumers;

  /** What is not allowed; the number tells the client what it was that did not allow it. */
  private enum Forbidden {
    BROKER(1),
    GROUP(2),
    TOPIC(3),
    BROADCAST(4),
    SUBSCRIPTION(5);

    private final int type;

    Forbidden(int type) {
      this.type = type;
    }
  }

  private static final class ForbiddenException extends RequestRefusedException {
    private final Forbidden what;

    ForbiddenException(Forbidden what, String remark) {
      super(ResponseCode.NO_PERMISSION, remark);
      this.what = what;
    }

    @Override
    public RemotingCommand toResponse() {
      return super.toResponse().addField("forbiddenType", Integer.toString(what.type));
    }
  }

  /** A pull that passed all checks. */
  record CheckedPull(
      PullMessageRequestHeader header,
      TopicConfig topic,
      SubscriptionGroupConfig group,
      SubscriptionData subscription) {}

  public PullRequestCheck(
      BrokerConfig config,
      TopicConfigManager topics,
      SubscriptionGroupManager groups,
      ConsumerManager consumers) {
    this.config = config;
    this.topics = topics;
    this.groups = groups;
    this.consumers = consumers;
  }

  CheckedPull check(PullMessageRequestHeader header) throws RequestRefusedException {
    if (!PermName.isReadable(config.brokerPermission())) {
      throw new ForbiddenException(
          Forbidden.BROKER, "the broker[" + config.brokerIP1() + "] pulling message is forbidden");
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
      throw new ForbiddenException(Forbidden.GROUP, "subscription group no permission, " + name);
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
      throw new ForbiddenException(
          Forbidden.TOPIC, "the topic[" + name + "] pulling message is forbidden");
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
      throw new ForbiddenException(
          Forbidden.BROADCAST,
          "the consumer group[" + header.consumerGroup() + "] can not consume by broadcast way");
    }
    if (groups.isReadForbidden(header.consumerGroup(), header.topic())) {
      throw new ForbiddenException(
          Forbidden.SUBSCRIPTION,
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
