package io.glassmq.common.topic;

/**
 * The names with a meaning: system topics and the topics that belong to a consumer group.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.topic.TopicValidator}.
 */
public final class TopicNames {
  /** The template for topics that are created by the first send. */
  public static final String AUTO_CREATE_TOPIC_KEY_TOPIC = "TBW102";

  public static final String RMQ_SYS_SCHEDULE_TOPIC = "SCHEDULE_TOPIC_XXXX";
  public static final String RMQ_SYS_SELF_TEST_TOPIC = "SELF_TEST_TOPIC";
  public static final String RMQ_SYS_BENCHMARK_TOPIC = "BenchmarkTest";
  public static final String RMQ_SYS_OFFSET_MOVED_EVENT = "OFFSET_MOVED_EVENT";
  public static final String RMQ_SYS_TRACE_TOPIC = "RMQ_SYS_TRACE_TOPIC";
  public static final String RMQ_SYS_TRANS_HALF_TOPIC = "RMQ_SYS_TRANS_HALF_TOPIC";
  public static final String RMQ_SYS_TRANS_OP_HALF_TOPIC = "RMQ_SYS_TRANS_OP_HALF_TOPIC";
  public static final String RMQ_SYS_ROCKSDB_TRANS_HALF_TOPIC = "RMQ_SYS_ROCKSDB_TRANS_HALF_TOPIC";
  public static final String RMQ_SYS_ROCKSDB_TRANS_OP_HALF_TOPIC =
      "RMQ_SYS_ROCKSDB_TRANS_OP_HALF_TOPIC";
  public static final String RMQ_SYS_TRANS_CHECK_MAX_TIME_TOPIC = "TRANS_CHECK_MAX_TIME_TOPIC";
  public static final String CHECKPOINT_TOPIC = "CHECKPOINT_TOPIC";

  public static final String RETRY_GROUP_TOPIC_PREFIX = "%RETRY%";
  public static final String DLQ_GROUP_TOPIC_PREFIX = "%DLQ%";

  /** Begins the names of queues for clients of other protocols; no table of topics lists them. */
  public static final String LMQ_PREFIX = "%LMQ%";

  public static final String SYSTEM_TOPIC_PREFIX = "rmq_sys_";

  /** Where the broker keeps messages whose time has not come. */
  public static final String RMQ_SYS_WHEEL_TIMER_TOPIC = SYSTEM_TOPIC_PREFIX + "wheel_timer";

  /** The group whose offsets say how far the revive topic is worked off. */
  public static final String REVIVE_GROUP = "CID_RMQ_SYS_REVIVE_GROUP";

  private static final String REVIVE_TOPIC_PREFIX = SYSTEM_TOPIC_PREFIX + "REVIVE_LOG_";

  private static final char POP_RETRY_SEPARATOR_V1 = '_';

  /** Between group and topic in a {@link #popRetryTopicV2}; stands in no other name. */
  public static final char POP_RETRY_SEPARATOR_V2 = '+';

  private TopicNames() {}

  /** Where messages go that {@code group} wants again. */
  public static String retryTopic(String group) {
    return RETRY_GROUP_TOPIC_PREFIX + group;
  }

  /** Where messages go that {@code group} has given up. */
  public static String deadLetterTopic(String group) {
    return DLQ_GROUP_TOPIC_PREFIX + group;
  }

  public static boolean isRetryTopic(String topic) {
    return topic.startsWith(RETRY_GROUP_TOPIC_PREFIX);
  }

  /** The group that a {@linkplain #isRetryTopic retry topic} belongs to. */
  public static String groupOfRetryTopic(String retryTopic) {
    return retryTopic.substring(RETRY_GROUP_TOPIC_PREFIX.length());
  }

  /** Where messages of {@code topic} go that {@code group} popped and did not acknowledge. */
  public static String popRetryTopic(String group, String topic) {
    return retryTopic(group) + POP_RETRY_SEPARATOR_V1 + topic;
  }

  /** The newer name for {@link #popRetryTopic}, which shows where the topic begins. */
  public static String popRetryTopicV2(String group, String topic) {
    return retryTopic(group) + POP_RETRY_SEPARATOR_V2 + topic;
  }

  /**
   * The topic that {@code group} popped from before its messages came into {@code retryTopic}. Only
   * the group makes this plain: the older name has a separator that names may hold themselves.
   *
   * @return {@code retryTopic} itself if it is no pop retry topic of that group
   */
  public static String originalTopicOfPopRetry(String retryTopic, String group) {
    String prefix = retryTopic(group);
    int start = prefix.length() + 1;
    if (!retryTopic.startsWith(prefix) || retryTopic.length() <= start) {
      return retryTopic;
    }
    char separator = retryTopic.charAt(start - 1);
    boolean known = separator == POP_RETRY_SEPARATOR_V1 || separator == POP_RETRY_SEPARATOR_V2;
    return known ? retryTopic.substring(start) : retryTopic;
  }

  /** Where check points and acknowledgements of popped messages meet in {@code cluster}. */
  public static String reviveTopic(String cluster) {
    return REVIVE_TOPIC_PREFIX + cluster;
  }

  public static boolean isDeadLetterTopic(String topic) {
    return topic.startsWith(DLQ_GROUP_TOPIC_PREFIX);
  }

  /** Where answers of the request-reply pattern go in {@code cluster}. */
  public static String replyTopic(String cluster) {
    return cluster + "_REPLY_TOPIC";
  }
}
