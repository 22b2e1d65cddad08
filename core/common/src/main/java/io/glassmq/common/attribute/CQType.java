package io.glassmq.common.attribute;

/**
 * What kind of consume queue a topic has: the value of its attribute {@link #ATTRIBUTE}, fixed when
 * the topic is created.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.attribute.CQType}.
 */
public enum CQType {
  /** A unit a message. */
  SimpleCQ,
  /** A unit a record, which may hold several messages. */
  BatchCQ;

  public static final String ATTRIBUTE = "queue.type";
}
