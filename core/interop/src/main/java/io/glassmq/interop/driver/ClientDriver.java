package io.glassmq.interop.driver;

import java.util.List;
import java.util.function.Consumer;

/**
 * One client, official or ours, as the tests see it: one producer, and as many consumers as are
 * asked for. Bodies are texts in UTF-8. An exception of the client comes through unchanged.
 */
public interface ClientDriver extends AutoCloseable {

  /**
   * Starts the producer; the other methods come after it.
   *
   * @param namesrvAddr {@code host:port}
   * @param instance tells the clients of one JVM apart
   */
  void start(String namesrvAddr, String instance) throws Exception;

  /** Sends one after another, each waiting for its answer. */
  List<Sent> sendSync(String topic, List<String> bodies) throws Exception;

  /** Sends all at once and waits for all answers, which come in the order of the bodies. */
  List<Sent> sendAsync(String topic, List<String> bodies) throws Exception;

  /** Sends without answers. */
  void sendOneway(String topic, List<String> bodies) throws Exception;

  /** Sends all in one request; the ids of the answer are comma-separated lists. */
  Sent sendBatch(String topic, List<String> bodies) throws Exception;

  /** Sends all to the queue that a selector picks: the one with this id. */
  List<Sent> sendToQueue(String topic, int queueId, List<String> bodies) throws Exception;

  /**
   * Starts a push consumer (clustering, concurrent listener, from the first offset on) and gives
   * each message to the sink, which may be called from several threads at once.
   *
   * @param tags a tag expression such as {@code *} or {@code a || b}
   * @return the running consumer
   */
  Subscription subscribe(String group, String topic, String tags, Consumer<Received> sink)
      throws Exception;

  @Override
  void close();
}
