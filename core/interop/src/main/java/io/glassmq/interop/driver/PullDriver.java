package io.glassmq.interop.driver;

import java.util.List;
import java.util.Set;

/** The classic pull consumer of a client, official or ours. Its exceptions come unchanged. */
public interface PullDriver extends AutoCloseable {

  /** Starts the pull consumer of this group. */
  void start(String namesrvAddr, String instance, String group) throws Exception;

  /** The ids of the queues that the name server knows for the topic. */
  Set<Integer> queues(String topic) throws Exception;

  /** One pull of at most {@code maxCount} messages. */
  Pulled pull(String topic, int queueId, long offset, int maxCount) throws Exception;

  /** The same, but at the end of the queue the broker waits for messages. */
  Pulled pullBlockIfNotFound(String topic, int queueId, long offset, int maxCount) throws Exception;

  /** The first offset stored at or after this time, in milliseconds since 1970. */
  long searchOffset(String topic, int queueId, long timestamp) throws Exception;

  /** The offset behind the newest message. */
  long maxOffset(String topic, int queueId) throws Exception;

  /** Sends the group's offset to the broker, which does not answer. */
  void commit(String topic, int queueId, long offset) throws Exception;

  /** Asks the broker for the group's offset. */
  long committed(String topic, int queueId) throws Exception;

  @Override
  void close();

  /**
   * The answer to a pull.
   *
   * @param status such as {@code FOUND} or {@code OFFSET_ILLEGAL}
   */
  record Pulled(
      String status,
      long nextBeginOffset,
      long minOffset,
      long maxOffset,
      List<Received> messages) {}
}
