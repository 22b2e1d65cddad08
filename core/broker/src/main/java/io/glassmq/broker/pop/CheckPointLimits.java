package io.glassmq.broker.pop;

/**
 * What a {@link CheckPointBuffer} may hold in memory.
 *
 * @param merge whether it holds anything at all
 * @param stayMillis for so long after the pop
 * @param stayTimeOutMillis not for longer than until so much before the messages come back
 * @param maxHeld so many check points in all
 * @param maxPerQueue so many of one queue of one group
 */
public record CheckPointLimits(
    boolean merge, long stayMillis, long stayTimeOutMillis, int maxHeld, int maxPerQueue) {

  /** Until when a check point may be held, ms since 1970. */
  long deadline(PopCheckPoint checkPoint) {
    return Math.min(
        checkPoint.mergeKey().popTime() + stayMillis, checkPoint.reviveTime() - stayTimeOutMillis);
  }
}
