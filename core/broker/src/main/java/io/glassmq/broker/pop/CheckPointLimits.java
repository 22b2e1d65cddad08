package io.glassmq.broker.pop;

/**
 * What a {@link CheckPointBuffer} may hold in memory.
 *
 * @param merge {@code enablePopBufferMerge}: whether check points are held in memory at all
 * @param stayMillis {@code popCkStayBufferTime}: milliseconds after the pop for which a check point
 *     is held
 * @param stayTimeOutMillis {@code popCkStayBufferTimeOut}: milliseconds before the messages come
 *     back at which it is held no longer
 * @param maxHeld {@code popCkMaxBufferSize}: check points that are held at most, in all
 * @param maxPerQueue {@code popCkOffsetMaxQueueSize}: check points of one queue of one group that
 *     are held at most
 */
public record CheckPointLimits(
    boolean merge, long stayMillis, long stayTimeOutMillis, int maxHeld, int maxPerQueue) {

  /** Until when a check point may be held, ms since 1970. */
  long deadline(PopCheckPoint checkPoint) {
    return Math.min(
        checkPoint.mergeKey().popTime() + stayMillis, checkPoint.reviveTime() - stayTimeOutMillis);
  }
}
