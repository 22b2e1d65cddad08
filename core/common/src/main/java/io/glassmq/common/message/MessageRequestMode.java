package io.glassmq.common.message;

/**
 * How a group gets the messages of a topic.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.message.MessageRequestMode}.
 */
public enum MessageRequestMode {
  /** Its members share the queues and read them on. */
  PULL,
  /** Each member takes what is there; the broker keeps count. */
  POP
}
