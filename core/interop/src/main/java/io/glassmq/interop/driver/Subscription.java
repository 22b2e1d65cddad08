package io.glassmq.interop.driver;

/** A running push consumer. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

  /** Stops the consumer; returns when its offsets are stored and it has left its group. */
  @Override
  void close();
}
