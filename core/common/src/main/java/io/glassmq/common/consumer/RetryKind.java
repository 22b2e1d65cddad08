package io.glassmq.common.consumer;

import io.glassmq.common.topic.TopicNames;

/**
 * Which queues of a topic a popped message came from: its own, or those where the broker puts what
 * a group did not acknowledge in time. The second kind of queue has had two ways to be named.
 */
public enum RetryKind {
  NORMAL("0"),

  /** A topic named by {@link TopicNames#popRetryTopic}. */
  RETRY_V1("1"),

  /** A topic named by {@link TopicNames#popRetryTopicV2}. */
  RETRY_V2("2");

  private final String mark;

  RetryKind(String mark) {
    this.mark = mark;
  }

  /** How receipt handles and headers write it. */
  public String mark() {
    return mark;
  }

  /** The kind with this {@link #mark}; as official peers do, all that is unknown is normal. */
  public static RetryKind ofMark(String mark) {
    return switch (mark) {
      case "1" -> RETRY_V1;
      case "2" -> RETRY_V2;
      default -> NORMAL;
    };
  }

  /** The kind of the topic that is really popped from; no other name can hold a plus sign. */
  public static RetryKind ofTopic(String realTopic) {
    if (!TopicNames.isRetryTopic(realTopic)) {
      return NORMAL;
    }
    return realTopic.indexOf(TopicNames.POP_RETRY_SEPARATOR_V2) < 0 ? RETRY_V1 : RETRY_V2;
  }

  /** The topic whose queues are meant when {@code group} pops from {@code topic}. */
  public String realTopic(String topic, String group) {
    return switch (this) {
      case NORMAL -> topic;
      case RETRY_V1 -> TopicNames.popRetryTopic(group, topic);
      case RETRY_V2 -> TopicNames.popRetryTopicV2(group, topic);
    };
  }
}
