package io.glassmq.broker.processor;

import static io.glassmq.common.message.MessageConst.PROPERTY_DELAY_TIME_LEVEL;
import static io.glassmq.common.message.MessageConst.PROPERTY_ORIGIN_MESSAGE_ID;
import static io.glassmq.common.message.MessageConst.PROPERTY_RETRY_TOPIC;
import static io.glassmq.common.message.MessageConst.PROPERTY_WAIT_STORE_MSG_OK;

import io.glassmq.broker.schedule.ScheduleTopic;
import io.glassmq.broker.subscription.SubscriptionGroupManager;
import io.glassmq.broker.topic.RetryTopics;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.constant.PermName;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.ResponseCode;
import io.glassmq.remoting.protocol.header.ConsumerSendMsgBackRequestHeader;
import io.glassmq.remoting.protocol.subscription.SubscriptionGroupConfig;
import io.glassmq.store.MessageExtBrokerInner;
import io.glassmq.store.MessageStore;
import io.glassmq.store.PutMessageStatus;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * A consumer gives a message back (36): its group gets a copy of it later, through the retry topic,
 * each time after a longer delay; when it was given back too often the copy becomes a dead letter.
 * The group goes on behind the original meanwhile.
 *
 * <p>Runs on the pull threads, for it reads the log. Official counterpart: {@code
 * org.apache.rocketmq.broker.processor.AbstractSendMessageProcessor}.
 *
 * @param storeHost our own address, which becomes part of the message ids
 */
public record SendBackProcessor(
    int brokerPermission,
    SubscriptionGroupManager groups,
    RetryTopics retryTopics,
    ScheduleTopic scheduleTopic,
    MessageStore store,
    Supplier<InetSocketAddress> storeHost)
    implements RequestProcessor {
  /** The delay level of the first retry; each further one is a level higher. */
  private static final int FIRST_LEVEL = 3;

  /** What a dead letter says in the place of a level. */
  private static final int NO_LEVEL = 0;

  @Override
  public CompletionStage<RemotingCommand> process(RemotingChannel channel, RemotingCommand request)
      throws RemotingCommandException, RequestRefusedException {
    var header = request.decodeHeader(ConsumerSendMsgBackRequestHeader.class);
    SubscriptionGroupConfig group = group(header.group());
    if (group.retryQueueNums() <= 0) {
      return CompletableFuture.completedFuture(RemotingCommand.success()); // it wants no retries
    }
    TopicConfig retryTopic = retryTopic(group, Boolean.TRUE.equals(header.unitMode()));
    MessageExt failed =
        store
            .lookMessageByOffset(header.offset())
            .orElseThrow(
                () ->
                    new RequestRefusedException(
                        ResponseCode.SYSTEM_ERROR,
                        "look message by offset failed, " + header.offset()));
    boolean isDeadLetter =
        header.delayLevel() < 0
            || failed.getReconsumeTimes()
                >= RetryTopics.maxTimes(group, header.maxReconsumeTimes());
    MessageExtBrokerInner copy =
        isDeadLetter
            ? copy(failed, retryTopics.deadLetters(header.group()).topicName(), 0, NO_LEVEL)
            : retry(failed, header, retryTopic, group.retryQueueNums());
    return store.putMessage(copy).thenApply(result -> answer(result.status()));
  }

  private SubscriptionGroupConfig group(String name) throws RequestRefusedException {
    SubscriptionGroupConfig group = groups.findSubscriptionGroupConfig(name);
    if (group == null) {
      throw new RequestRefusedException(
          ResponseCode.SUBSCRIPTION_GROUP_NOT_EXIST, "subscription group not exist, " + name);
    }
    if (!PermName.isWriteable(brokerPermission)) {
      throw new RequestRefusedException(
          ResponseCode.NO_PERMISSION, "the broker sending message is forbidden");
    }
    return group;
  }

  private TopicConfig retryTopic(SubscriptionGroupConfig group, boolean unitMode)
      throws RequestRefusedException {
    TopicConfig topic = retryTopics.retry(group, unitMode, false);
    if (!PermName.isWriteable(topic.perm())) {
      throw new RequestRefusedException(
          ResponseCode.NO_PERMISSION,
          "the topic[" + topic.topicName() + "] sending message is forbidden");
    }
    return topic;
  }

  private MessageExtBrokerInner retry(
      MessageExt failed,
      ConsumerSendMsgBackRequestHeader header,
      TopicConfig retryTopic,
      int queues) {
    int level =
        header.delayLevel() == 0 ? FIRST_LEVEL + failed.getReconsumeTimes() : header.delayLevel();
    int queueId = ThreadLocalRandom.current().nextInt(queues);
    MessageExtBrokerInner copy = copy(failed, retryTopic.topicName(), queueId, level);
    scheduleTopic.holdBack(copy, level);
    return copy;
  }

  private MessageExtBrokerInner copy(MessageExt failed, String topic, int queueId, int level) {
    Map<String, String> properties = failed.getProperties();
    properties.putIfAbsent(PROPERTY_RETRY_TOPIC, failed.getTopic());
    properties.putIfAbsent(PROPERTY_ORIGIN_MESSAGE_ID, failed.getOffsetMsgId());
    properties.put(PROPERTY_WAIT_STORE_MSG_OK, "false");
    properties.put(PROPERTY_DELAY_TIME_LEVEL, Integer.toString(level));
    var copy = new MessageExtBrokerInner();
    copy.setTopic(topic);
    copy.setQueueId(queueId);
    copy.setBody(failed.getBody());
    copy.setFlag(failed.getFlag());
    copy.setSysFlag(failed.getSysFlag());
    copy.setBornTimestamp(failed.getBornTimestamp());
    copy.setBornHost(failed.getBornHost());
    copy.setStoreHost(storeHost.get());
    copy.setReconsumeTimes(failed.getReconsumeTimes() + 1);
    copy.setPropertiesString(MessageProperties.encode(properties));
    return copy;
  }

  /** Unless it is safe the consumer has to see to the message itself. */
  private static RemotingCommand answer(PutMessageStatus status) {
    return status == PutMessageStatus.PUT_OK
        ? RemotingCommand.success()
        : RemotingCommand.createResponse(ResponseCode.SYSTEM_ERROR, status.name());
  }
}
