package io.glassmq.store.timer;

import static io.glassmq.common.message.MessageConst.PROPERTY_REAL_QUEUE_ID;
import static io.glassmq.common.message.MessageConst.PROPERTY_REAL_TOPIC;
import static io.glassmq.common.message.MessageConst.PROPERTY_TIMER_OUT_MS;

import io.glassmq.common.Clock;
import io.glassmq.common.message.MessageProperties;
import io.glassmq.common.topic.TopicNames;
import io.glassmq.store.MessageExtBrokerInner;

/**
 * The topic in which messages wait for their second: what a message looks like in there.
 *
 * <pre>
 *                sent                   held back
 *  topic         rmq_sys_REVIVE_LOG_C   rmq_sys_wheel_timer
 *  queue         3                      0
 *                                       REAL_TOPIC=rmq_sys_REVIVE_LOG_C, REAL_QID=3
 *                                       TIMER_OUT_MS=1795324730000
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

  /** The last second that is over when the time has come, by its first millisecond. */
  private static long secondOf(long deliverMillis) {
    return (deliverMillis - 1) / SECOND_MILLIS * SECOND_MILLIS;
  }
}
