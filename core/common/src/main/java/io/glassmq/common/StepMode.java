package io.glassmq.common;

/**
 * Step mode stretches every time limit, so that a breakpoint held for ten minutes breaks nothing:
 * no request times out, no lease expires, nobody is declared dead.
 *
 * <p>It is switched on for the whole process before its first class loads: {@code
 * -Dglassmq.step=true}, or {@code --step} on the command line. Intervals between two actions are
 * not stretched, only limits after which something is given up.
 */
public final class StepMode {

  /** System property that switches step mode on. */
  public static final String PROPERTY = "glassmq.step";

  /** Whether this process runs in step mode. */
  public static final boolean ON = Boolean.getBoolean(PROPERTY);

  /** A limit of three seconds becomes fifty minutes. */
  static final int STRETCH = 1000;

  private StepMode() {}

  /**
   * The time limit to use where {@code limitMillis} is meant.
   *
   * @param limitMillis a limit in milliseconds, zero or more
   */
  public static long limitMillis(long limitMillis) {
    return ON ? Math.min(limitMillis, Long.MAX_VALUE / STRETCH) * STRETCH : limitMillis;
  }
}
