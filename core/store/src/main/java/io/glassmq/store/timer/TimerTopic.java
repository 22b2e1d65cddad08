package io.glassmq.store.timer;

import static io.glassmq.common.message.MessageConst.PROPERTY_REAL_QUEUE_ID;
import static io.glassmq.common.message.MessageConst.PROPERTY_REAL_TOPIC;
import static io.glassmq.common.message.MessageConst.PROPERTY_TIMER_DEQUEUE_MS;
import static io.glassmq.common.message.MessageConst.PROPERTY_TIMER_ENQUEUE_MS;
import static io.glassmq.common.message.MessageConst.PROPERTY_TIMER_OUT_MS;

import io.glassmq.common.Clock;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.store.MessageExtBrokerInner;
import java.util.Map;
import java.util.Optional;

/**
 * The topic in which messages wait for their second: what a message looks like in there, and what
 * it looks like when it has come out.
 *
 * <pre>
 *            sent            held back                        delivered
 *  topic     rmq_sys_REV..   rmq_sys_wheel_timer              rmq_sys_REV..
 *  queue     3               0                                3
 *            -               REAL_TOPIC=rmq_sys_REV..         the same
 *            -               REAL_QID=3                       the same
 *            -               TIMER_OUT_MS=1795324730000       the same
 *            -               -                                TIMER_ENQUEUE_MS, TIMER_DEQUEUE_MS
 * </pre>
 *
 * {@code TIMER_OUT_MS} names the second in which the wanted time lies, by its first millisecond;
 * the message goes on when that second is over. So it is never early, and late by a second at most.
 *
 * <p>Immutable. Official counterpart: {@code org.apache.rocketmq.broker.util.HookUtils}.
 */
public record TimerTopic(Clock clock) {
  static final String NAME = TopicNames.RMQ_SYS_WHEEL_TIMER_TOPIC;

  /** All messages wait in this queue, in the order in which they came. */
  static final int QUEUE_ID = 0;

  static final long SECOND_MILLIS = 1_000;

  /**
   * Lets the message wait in here instead of going to its own queue. What else it is to say about
   * its time, it says already.
   *
   * @param deliverMillis when it is wanted in its own queue, ms since 1970
   * @return false if that is not in the future: then the message is as it was, for its own queue
   */
  public boolean holdBack(MessageExtBrokerInner message, long deliverMillis) {
    if (deliverMillis <= clock.millis()) {
      return false;
    }
    var properties = new StringBuilder(message.getPropertiesString());
    append(properties, PROPERTY_TIMER_OUT_MS, secondOf(deliverMillis));
    MessageProperties.append(properties, PROPERTY_REAL_TOPIC, message.getTopic());
    append(properties, PROPERTY_REAL_QUEUE_ID, message.getQueueId());
    message.setPropertiesString(properties.toString());
    message.setTopic(NAME);
    message.setQueueId(QUEUE_ID);
    return true;
  }

  private static void append(StringBuilder properties, String name, long value) {
    MessageProperties.append(properties, name, Long.toString(value));
  }

  /**
   * The message for its own queue; empty if what was held back does not name one.
   *
   * @param now ms since 1970
   */
  static Optional<MessageExtBrokerInner> release(MessageExt held, long now) {
    String topic = held.getProperty(PROPERTY_REAL_TOPIC);
    long queueId = number(held.getProperty(PROPERTY_REAL_QUEUE_ID));
    if (topic == null || queueId < 0 || queueId > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    var message = new MessageExtBrokerInner();
    message.setTopic(topic);
    message.setQueueId((int) queueId);
    message.setBody(held.getBody());
    message.setFlag(held.getFlag());
    message.setSysFlag(held.getSysFlag());
    message.setBornTimestamp(held.getBornTimestamp());
    message.setBornHost(held.getBornHost());
    message.setStoreHost(held.getStoreHost());
    message.setReconsumeTimes(held.getReconsumeTimes());
    Map<String, String> properties = held.getProperties();
    properties.put(PROPERTY_TIMER_ENQUEUE_MS, Long.toString(firstMilli(held.getStoreTimestamp())));
    properties.put(PROPERTY_TIMER_DEQUEUE_MS, Long.toString(now));
    message.setPropertiesString(MessageProperties.encode(properties));
    return Optional.of(message);
  }

  /** When a message that says so goes on, ms since 1970; -1 if it says nothing that we know. */
  static long dueMillis(String timerOutMs) {
    long second = number(timerOutMs);
    return second < 0 || second > Long.MAX_VALUE - 2 * SECOND_MILLIS
        ? -1
        : firstMilli(second) + SECOND_MILLIS;
  }

  /** The number, or -1 if it is none. */
  static long number(String text) {
    try {
      return text == null ? -1 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** The last second that is over when the time has come, by its first millisecond. */
  private static long secondOf(long deliverMillis) {
    return firstMilli(deliverMillis - 1);
  }

  static long firstMilli(long millis) {
    return millis - millis % SECOND_MILLIS;
  }
}
