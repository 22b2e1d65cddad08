package io.glassmq.broker.pop;

import io.glassmq.broker.PopConfig;
import io.glassmq.broker.offset.ConsumerOffsetManager;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.common.TopicConfig;
import io.glassmq.common.constant.PermName;
import io.glassmq.common.message.MessageConst;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.store.MessageExtBrokerInner;
import io.glassmq.store.MessageStore;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Gives a message to its group once more, through the topic that the group has for messages of that
 * topic which it popped and did not acknowledge. One that comes from there goes there again.
 *
 * <pre>
 *                   popped                came back
 *   topic           Orders                %RETRY%group_Orders
 *   queue, offset   2, 4711               0, next one
 *   tries           0                     1
 *   bornHost        the producer          this broker
 *   properties      ...                   the same, 1ST_POP_TIME, ORIGIN_GROUP
 * </pre>
 *
 * <p>Thread-safe. There is no last try here: who consumes gives a message up.
 *
 * @param storeHost our own address
 */
public record PopRetryMessages(
    PopConfig config,
    TopicConfigManager topics,
    ConsumerOffsetManager offsets,
    MessageStore store,
    Supplier<InetSocketAddress> storeHost) {

  /**
   * @param popped the check point of the message
   * @return completes with whether it is as safe as the flush mode promises; never fails
   */
  public CompletableFuture<Boolean> put(MessageExt message, PopCheckPoint popped) {
    MessageExtBrokerInner copy = copy(message, popped, topic(popped));
    PopEvents.revived(popped.queue(), message.getQueueOffset(), copy);
    return store.putMessage(copy).thenApply(result -> result.status().isStored());
  }

  /** Made when the group needs it first. */
  private TopicConfig topic(PopCheckPoint popped) {
    String group = popped.queue().group();
    String name = name(group, popped.queue().topic());
    TopicConfig known = topics.selectTopicConfig(name);
    if (known != null) {
      return known;
    }
    if (offsets.queryOffset(group, name, 0) == ConsumerOffsetManager.NONE) {
      offsets.commitOffset(group, name, 0, 0);
    }
    return topics.ensure(name, 1, PermName.READ_WRITE);
  }

  private String name(String group, String topic) {
    if (TopicNames.isRetryTopic(topic)) {
      return topic;
    }
    return config.enableRetryTopicV2()
        ? TopicNames.popRetryTopicV2(group, topic)
        : TopicNames.popRetryTopic(group, topic);
  }

  private MessageExtBrokerInner copy(MessageExt message, PopCheckPoint popped, TopicConfig topic) {
    Map<String, String> properties = message.getProperties();
    properties.put(MessageConst.PROPERTY_ORIGIN_GROUP, popped.queue().group());
    String popTime = Long.toString(popped.mergeKey().popTime());
    if (message.getReconsumeTimes() == 0) {
      properties.put(MessageConst.PROPERTY_FIRST_POP_TIME, popTime);
    } else {
      properties.putIfAbsent(MessageConst.PROPERTY_FIRST_POP_TIME, popTime);
    }
    var copy = new MessageExtBrokerInner();
    copy.setTopic(topic.topicName());
    copy.setQueueId(0);
    copy.setBody(message.getBody());
    copy.setFlag(message.getFlag());
    copy.setSysFlag(message.getSysFlag());
    copy.setBornTimestamp(message.getBornTimestamp());
    copy.setBornHost(storeHost.get());
    copy.setStoreHost(storeHost.get());
    copy.setReconsumeTimes(message.getReconsumeTimes() + (popped.suspended() ? 0 : 1));
    copy.setPropertiesString(MessageProperties.encode(properties));
    return copy;
  }
}
