package io.glassmq.common;

/**
 * The one source of time: everything that asks "how late is it?" asks here, so that a test can turn
 * the hands.
 *
 * <p>Thread-safe.
 */
@FunctionalInterface
public interface Clock {

  /** The clock on the wall. */
  Clock SYSTEM = System::currentTimeMillis;

  /** Milliseconds since 1970-01-01 UTC. */
  long millis();
}
