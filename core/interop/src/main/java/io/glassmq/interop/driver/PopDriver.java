package io.glassmq.interop.driver;

import java.util.function.Predicate;

/**
 * One push consumer, official or ours, that lets the broker say what it reads: where the group is
 * in pop mode, it pops. An exception of the client comes through unchanged.
 */
public interface PopDriver extends AutoCloseable {

  /** The shortest invisible time that a push consumer may ask for, in ms. */
  int INVISIBLE_MILLIS = 5_000;

  /**
   * Joins the group; what it pops is invisible to others for {@link #INVISIBLE_MILLIS}.
   *
   * @param instance tells the clients of one JVM apart
   * @param listener whether a message is done; called by several threads at once
   */
  void start(
      String namesrvAddr, String instance, String group, String topic, Predicate<Received> listener)
      throws Exception;

  /** Leaves the group. */
  @Override
  void close();
}
