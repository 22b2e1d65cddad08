package io.glassmq.common.topic;

import java.util.Optional;
import java.util.Set;

/**
 * Which names topics and groups may have, and which topics belong to the system.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.topic.TopicValidator}.
 */
public final class TopicValidator {
  /** In characters; producers may send to no longer topic than this. */
  public static final int TOPIC_MAX_LENGTH = 127;

  /** In characters, for retry and dead letter topics on a broker. */
  public static final int RETRY_OR_DLQ_TOPIC_MAX_LENGTH = 255;

  /** In characters. */
  public static final int GROUP_MAX_LENGTH = 120;

  private static final String ALLOWED = "^[%|a-zA-Z0-9_-]+$";

  private static final Set<String> NOT_ALLOWED_TO_SEND =
      Set.of(
          TopicNames.RMQ_SYS_SCHEDULE_TOPIC,
          TopicNames.RMQ_SYS_TRANS_HALF_TOPIC,
          TopicNames.RMQ_SYS_TRANS_OP_HALF_TOPIC,
          TopicNames.RMQ_SYS_ROCKSDB_TRANS_HALF_TOPIC,
          TopicNames.RMQ_SYS_ROCKSDB_TRANS_OP_HALF_TOPIC,
          TopicNames.RMQ_SYS_TRANS_CHECK_MAX_TIME_TOPIC,
          TopicNames.RMQ_SYS_SELF_TEST_TOPIC,
          TopicNames.RMQ_SYS_OFFSET_MOVED_EVENT);

  private static final Set<String> SYSTEM_AND_SENDABLE =
      Set.of(
          TopicNames.AUTO_CREATE_TOPIC_KEY_TOPIC,
          TopicNames.RMQ_SYS_BENCHMARK_TOPIC,
          TopicNames.RMQ_SYS_TRACE_TOPIC,
          TopicNames.CHECKPOINT_TOPIC);

  private TopicValidator() {}

  /** What is wrong with the name of a topic, for the one who gave it; empty when all is well. */
  public static Optional<String> problemOfTopic(String topic) {
    boolean ofGroup =
        topic != null && (TopicNames.isRetryTopic(topic) || TopicNames.isDeadLetterTopic(topic));
    return problem("topic", topic, ofGroup ? RETRY_OR_DLQ_TOPIC_MAX_LENGTH : TOPIC_MAX_LENGTH);
  }

  /** What is wrong with the name of a group, for the one who gave it; empty when all is well. */
  public static Optional<String> problemOfGroup(String group) {
    return problem("group", group, GROUP_MAX_LENGTH);
  }

  private static Optional<String> problem(String what, String name, int maxLength) {
    if (name == null || name.isBlank()) {
      return Optional.of("The specified " + what + " is blank.");
    }
    String start = "The specified " + what + ": " + name;
    if (!name.chars().allMatch(TopicValidator::isAllowed)) {
      return Optional.of(start + ", contains illegal characters, allowing only " + ALLOWED);
    }
    if (name.length() > maxLength) {
      return Optional.of(start + ", is longer than " + what + " max length: " + maxLength);
    }
    return Optional.empty();
  }

  private static boolean isAllowed(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || isSign(c);
  }

  private static boolean isSign(int c) {
    return c == '%' || c == '|' || c == '_' || c == '-';
  }

  /** Topics of the system on every broker; those named after a cluster or broker come on top. */
  public static boolean isSystemTopic(String topic) {
    return SYSTEM_AND_SENDABLE.contains(topic)
        || NOT_ALLOWED_TO_SEND.contains(topic)
        || topic.startsWith(TopicNames.SYSTEM_TOPIC_PREFIX);
  }

  /** Topics that only the broker itself writes to. */
  public static boolean isNotAllowedSendTopic(String topic) {
    return topic != null && NOT_ALLOWED_TO_SEND.contains(topic);
  }
}
