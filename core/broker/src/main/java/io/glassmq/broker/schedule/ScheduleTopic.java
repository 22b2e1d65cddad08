package io.glassmq.broker.schedule;

import static io.glassmq.common.message.MessageConst.PROPERTY_DELAY_TIME_LEVEL;
import static io.glassmq.common.message.MessageConst.PROPERTY_REAL_QUEUE_ID;
import static io.glassmq.common.message.MessageConst.PROPERTY_REAL_TOPIC;
import static io.glassmq.common.message.MessageConst.PROPERTY_TIMER_DELAY_MS;
import static io.glassmq.common.message.MessageConst.PROPERTY_TIMER_DELAY_SEC;
import static io.glassmq.common.message.MessageConst.PROPERTY_TIMER_DELIVER_MS;

import io.glassmq.common.DelayLevelTable;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.store.MessageExtBrokerInner;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The topic in which messages wait, a queue for each delay level: what a message looks like in
 * there, and what it looks like when it has come out.
 *
 * <pre>
 *            sent                held back                          delivered
 *  topic     Orders              SCHEDULE_TOPIC_XXXX                Orders
 *  queue     2                   2  (level - 1)                     2
 *  DELAY     3                   3                                  3
 *            -                   REAL_TOPIC=Orders, REAL_QID=2      the same
 * </pre>
 *
 * All messages of a queue wait equally long, so the first in is the first out and nothing has to be
 * sorted. What was delivered still says {@code DELAY=3}: only who sends it decides whether a
 * message is held back, never the text that is stored.
 *
 * <p>Immutable. Official counterpart: {@code org.apache.rocketmq.broker.util.HookUtils}.
 */
public record ScheduleTopic(DelayLevelTable levels) {
  static final String NAME = TopicNames.RMQ_SYS_SCHEDULE_TOPIC;

  private static final Set<String> TIMER_PROPERTIES =
      Set.of(PROPERTY_TIMER_DELAY_SEC, PROPERTY_TIMER_DELAY_MS, PROPERTY_TIMER_DELIVER_MS);

  /** The queue in which the messages of a level wait. */
  static int queueOf(int level) {
    return level - 1;
  }

  /**
   * Sends the message to the queue of its level instead of its own.
   *
   * @param level 1 or more; over the highest counts as the highest
   */
  public void holdBack(MessageExtBrokerInner message, int level) {
    int known = Math.min(level, levels.maxDelayLevel());
    Map<String, String> properties = MessageProperties.decode(message.getPropertiesString());
    properties.keySet().removeAll(TIMER_PROPERTIES);
    properties.put(PROPERTY_DELAY_TIME_LEVEL, Integer.toString(known));
    properties.put(PROPERTY_REAL_TOPIC, message.getTopic());
    properties.put(PROPERTY_REAL_QUEUE_ID, Integer.toString(message.getQueueId()));
    message.setPropertiesString(MessageProperties.encode(properties));
    message.setTopic(NAME);
    message.setQueueId(queueOf(known));
  }

  /** The message for its own topic; empty if what was held back does not name one. */
  static Optional<MessageExtBrokerInner> release(MessageExt held) {
    String topic = held.getProperty(PROPERTY_REAL_TOPIC);
    if (topic == null || topic.equals(TopicNames.RMQ_SYS_TRANS_HALF_TOPIC)) {
      return Optional.empty(); // half a transaction has lost its topic by now
    }
    int queueId;
    try {
      queueId = Integer.parseInt(held.getProperty(PROPERTY_REAL_QUEUE_ID));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    var message = new MessageExtBrokerInner();
    message.setTopic(topic);
    message.setQueueId(queueId);
    message.setBody(held.getBody());
    message.setFlag(held.getFlag());
    message.setSysFlag(held.getSysFlag());
    message.setBornTimestamp(held.getBornTimestamp());
    message.setBornHost(held.getBornHost());
    message.setStoreHost(held.getStoreHost());
    message.setReconsumeTimes(held.getReconsumeTimes());
    message.setPropertiesString(MessageProperties.encode(held.getProperties()));
    return Optional.of(message);
  }
}
