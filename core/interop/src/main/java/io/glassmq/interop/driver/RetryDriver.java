package io.glassmq.interop.driver;

import java.util.function.Predicate;

/**
 * A client that delays what it sends and fails on what it gets. An exception of the client comes
 * through unchanged.
 */
public interface RetryDriver extends AutoCloseable {

  /** Starts the producer; the other methods come after it. */
  void start(String namesrvAddr, String instance) throws Exception;

  /** Sends a message with a delay level; 0 for none. */
  Sent send(String topic, String body, int delayLevel) throws Exception;

  /**
   * Starts a push consumer (clustering, from the first offset on) whose listener succeeds or fails
   * on each message by itself.
   *
   * @param orderly whether the listener is the orderly one
   * @param maxTimes retries until a message becomes a dead letter
   * @param listener whether the message is consumed
   */
  Subscription consume(
      String group, String topic, boolean orderly, int maxTimes, Predicate<Received> listener)
      throws Exception;

  @Override
  void close();
}
