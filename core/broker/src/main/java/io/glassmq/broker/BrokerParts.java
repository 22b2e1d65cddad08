package io.glassmq.broker;

import io.glassmq.common.Clock;

/**
 * The parts of a broker that can be replaced.
 *
 * @param clock what time it is
 */
public record BrokerParts(Clock clock) {

  /** The reference parts. */
  public static BrokerParts defaults() {
    return new BrokerParts(Clock.SYSTEM);
  }
}
