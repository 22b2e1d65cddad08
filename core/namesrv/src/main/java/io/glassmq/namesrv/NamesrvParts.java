package io.glassmq.namesrv;

import io.glassmq.common.Clock;

/**
 * The parts of a name server that can be replaced.
 *
 * @param clock what time it is
 */
public record NamesrvParts(Clock clock) {

  /** The reference parts. */
  public static NamesrvParts defaults() {
    return new NamesrvParts(Clock.SYSTEM);
  }
}
