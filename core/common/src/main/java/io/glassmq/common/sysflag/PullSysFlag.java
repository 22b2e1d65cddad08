package io.glassmq.common.sysflag;

/**
 * The {@code sysFlag} of a pull request: which of its optional wishes are meant.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.sysflag.PullSysFlag}.
 */
public final class PullSysFlag {
  /** The request also commits {@code commitOffset}. */
  public static final int COMMIT_OFFSET = 1;

  /** Keep the request when there is nothing yet (long polling). */
  public static final int SUSPEND = 1 << 1;

  /** The subscription expression is in the request, not in the heartbeat. */
  public static final int SUBSCRIPTION = 1 << 2;

  /** The request comes from a lite pull consumer. */
  public static final int LITE_PULL = 1 << 4;

  private PullSysFlag() {}

  public static boolean has(int sysFlag, int flag) {
    return (sysFlag & flag) == flag;
  }

  public static int clear(int sysFlag, int flag) {
    return sysFlag & ~flag;
  }
}
