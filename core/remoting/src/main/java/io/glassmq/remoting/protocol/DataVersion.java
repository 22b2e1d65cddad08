package io.glassmq.remoting.protocol;

/**
 * Which edition of a table somebody has: two editions are the same when all three numbers are.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.remoting.protocol.DataVersion}.
 *
 * @param stateVersion epoch of the master; 0 without a controller
 * @param timestamp of the last change, ms since 1970
 * @param counter how many changes there were
 */
public record DataVersion(long stateVersion, long timestamp, long counter) {

  /** The edition of a table that was never changed. */
  public static DataVersion first(long nowMillis) {
    return new DataVersion(0, nowMillis, 0);
  }

  /** The edition after one more change. */
  public DataVersion next(long nowMillis) {
    return new DataVersion(stateVersion, nowMillis, counter + 1);
  }
}
