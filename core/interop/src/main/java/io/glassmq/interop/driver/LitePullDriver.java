package io.glassmq.interop.driver;

import java.util.List;
import java.util.Set;

/**
 * The lite pull consumer of a client, official or ours: opened, then started by {@code subscribe}
 * or {@code assign}. Its exceptions come through unchanged.
 */
public interface LitePullDriver extends AutoCloseable {

  /** Makes the consumer, which does not commit by itself and begins at the first offset. */
  void open(String namesrvAddr, String instance, String group) throws Exception;

  /** Starts it, subscribed to some tags of a topic. */
  void subscribe(String topic, String tags) throws Exception;

  /** Starts it and assigns queues to it. */
  void assign(String topic, Set<Integer> queueIds) throws Exception;

  /** What one poll brings. */
  List<Received> poll(long timeoutMillis) throws Exception;

  void seek(String topic, int queueId, long offset) throws Exception;

  void seekToBegin(String topic, int queueId) throws Exception;

  void seekToEnd(String topic, int queueId) throws Exception;

  void pause(String topic, int queueId) throws Exception;

  void resume(String topic, int queueId) throws Exception;

  /** Commits the positions; brokers hear of it at the latest when the consumer is closed. */
  void commit() throws Exception;

  long committed(String topic, int queueId) throws Exception;

  long offsetForTimestamp(String topic, int queueId, long timestamp) throws Exception;

  @Override
  void close();
}
