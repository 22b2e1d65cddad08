package io.glassmq.broker.processor;

import io.glassmq.broker.BrokerConfig;
import io.glassmq.broker.subscription.SubscriptionGroupManager;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.common.Clock;
import io.glassmq.common.StepMode;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.constant.PermName;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.filter.FilterAPI;
import io.glassmq.remoting.protocol.header.NotificationRequestHeader;
import io.glassmq.remoting.protocol.header.PeekMessageRequestHeader;
import io.glassmq.remoting.protocol.header.PopMessageRequestHeader;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import io.glassmq.remoting.protocol.subscription.SubscriptionGroupConfig;
import java.util.Map;

/**
 * Whether somebody may pop, or be told that there is something to pop, and what is wanted. The
 * first check that fails is the answer.
 *
 * <p>Thread-safe: it only reads.
 */
public record PopRequestCheck(
    BrokerConfig config, TopicConfigManager topics, SubscriptionGroupManager groups, Clock clock) {
  private static final int MOST_MESSAGES = 32;

  /** A pop that waited for longer than it wanted to has no one any more who hears the answer. */
  private static final long LATE_MILLIS = StepMode.limitMillis(500);

  /** Clients of pops read these numbers whatever the answer is. */
  private static final Map<String, String> POP_FIELDS =
      Map.of("popTime", "0", "invisibleTime", "0", "reviveQid", "0", "restNum", "0");

  private static final Map<String, String> NOTIFICATION_FIELDS =
      Map.of("hasMsg", "false", "pollingFull", "false");

  /**
   * @return what is wanted
   */
  SubscriptionData check(PopMessageRequestHeader header) throws RequestRefusedException {
    if (clock.millis() - header.bornTime() - header.pollTime() > LATE_MILLIS) {
      throw refused(ResponseCode.POLLING_TIMEOUT, broker("pop message is timeout too much"));
    }
    checkBroker(POP_FIELDS);
    if (header.maxMsgNums() > MOST_MESSAGES) {
      throw refused(
          ResponseCode.INVALID_PARAMETER,
          broker("pop message's num is greater than " + MOST_MESSAGES));
    }
    if (!config.store().timerWheelEnable()) {
      throw refused(
          ResponseCode.SYSTEM_ERROR,
          broker("pop message is forbidden because timerWheelEnable is false"));
    }
    checkTopic(header.topic(), header.queueId(), header.consumerGroup(), POP_FIELDS);
    checkGroup(header.consumerGroup(), POP_FIELDS);
    return parse(header.topic(), header.exp(), header.expType(), POP_FIELDS);
  }

  /**
   * @return what is wanted
   */
  SubscriptionData check(NotificationRequestHeader header) throws RequestRefusedException {
    checkBroker(NOTIFICATION_FIELDS);
    checkTopic(header.topic(), header.queueId(), header.consumerGroup(), NOTIFICATION_FIELDS);
    checkGroup(header.consumerGroup(), NOTIFICATION_FIELDS);
    return parse(header.topic(), header.exp(), header.expType(), NOTIFICATION_FIELDS);
  }

  void check(PeekMessageRequestHeader header) throws RequestRefusedException {
    checkBroker(POP_FIELDS);
    checkTopic(header.topic(), header.queueId(), header.consumerGroup(), POP_FIELDS);
    checkGroup(header.consumerGroup(), POP_FIELDS);
  }

  private static RequestRefusedException refused(ResponseCode code, String remark) {
    return new RequestRefusedException(code, remark, POP_FIELDS);
  }

  private String broker(String problem) {
    return "the broker[" + config.brokerIP1() + "] " + problem;
  }

  private void checkBroker(Map<String, String> fields) throws RequestRefusedException {
    if (!PermName.isReadable(config.brokerPermission())) {
      throw new RequestRefusedException(
          ResponseCode.NO_PERMISSION, broker("pop message is forbidden"), fields);
    }
  }

  private void checkTopic(String name, int queueId, String group, Map<String, String> fields)
      throws RequestRefusedException {
    TopicConfig topic = topics.selectTopicConfig(name);
    if (topic == null) {
      throw new RequestRefusedException(
          ResponseCode.TOPIC_NOT_EXIST,
          "topic[" + name + "] not exist, apply first please!",
          fields);
    }
    if (!PermName.isReadable(topic.perm())) {
      throw new RequestRefusedException(
          ResponseCode.NO_PERMISSION,
          "the topic[" + name + "] peeking message is forbidden",
          fields);
    }
    if (queueId >= topic.readQueueNums()) {
      throw new RequestRefusedException(
          ResponseCode.INVALID_PARAMETER,
          "queueId[%d] is illegal, topic:[%s] topicConfig.readQueueNums:[%d] consumer group:[%s]"
              .formatted(queueId, name, topic.readQueueNums(), group),
          fields);
    }
  }

  private void checkGroup(String name, Map<String, String> fields) throws RequestRefusedException {
    SubscriptionGroupConfig group = groups.findSubscriptionGroupConfig(name);
    if (group == null) {
      throw new RequestRefusedException(
          ResponseCode.SUBSCRIPTION_GROUP_NOT_EXIST,
          "subscription group [" + name + "] not exist",
          fields);
    }
    if (!group.consumeEnable()) {
      throw new RequestRefusedException(
          ResponseCode.NO_PERMISSION, "subscription group no permission, " + name, fields);
    }
  }

  private static SubscriptionData parse(
      String topic, String expression, String type, Map<String, String> fields)
      throws RequestRefusedException {
    SubscriptionData wanted;
    try {
      wanted = FilterAPI.build(topic, expression, type, 0);
    } catch (IllegalArgumentException e) {
      throw new RequestRefusedException(
          ResponseCode.SUBSCRIPTION_PARSE_FAILED,
          "parse the consumer's subscription failed",
          fields);
    }
    if (!wanted.isTagType()) {
      throw new RequestRefusedException(
          ResponseCode.SYSTEM_ERROR,
          "The broker does not support consumer to filter message by " + wanted.expressionType(),
          fields);
    }
    return wanted;
  }
}
