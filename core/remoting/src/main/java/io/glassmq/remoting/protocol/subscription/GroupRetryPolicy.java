package io.glassmq.remoting.protocol.subscription;

import java.util.List;

/**
 * When a message that failed comes again.
 *
 * @param exponentialRetryPolicy null unless {@code type} is {@code EXPONENTIAL} and it was set
 * @param customizedRetryPolicy null: the delay levels of the broker
 */
public record GroupRetryPolicy(
    Type type, Exponential exponentialRetryPolicy, Customized customizedRetryPolicy) {

  /** What groups have that say nothing else. */
  public static final GroupRetryPolicy DEFAULT = new GroupRetryPolicy(Type.CUSTOMIZED, null, null);

  /** Which of the two. */
  public enum Type {
    EXPONENTIAL,
    CUSTOMIZED
  }

  /** Waits {@code initial * multiplier^n} milliseconds, at most {@code max}. */
  public record Exponential(long initial, long max, long multiplier) {}

  /** Waits so many milliseconds before each time. */
  public record Customized(List<Long> next) {}
}
