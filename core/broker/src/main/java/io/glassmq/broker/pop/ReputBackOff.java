package io.glassmq.broker.pop;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When to try again to bring a message back that the store did not take: each time later. The
 * message gets a check point of its own for that, which goes through the timer like any other.
 *
 * @param isEndless whether there is always another time; else {@value #MAX_TIMES} are the end
 */
record ReputBackOff(boolean isEndless) {
  static final int MAX_TIMES = 17;

  private static final List<Long> MILLIS =
      Stream.of(
              10, 20, 30, 60, 120, 180, 240, 300, 360, 420, 480, 540, 600, 1_200, 1_800, 3_600,
              7_200)
          .map(seconds -> Duration.ofSeconds(seconds).toMillis())
          .toList();

  /** The check point for the next try of this one message, or empty if it was the last. */
  Optional<PopCheckPoint> next(PopCheckPoint failed, long offset, long nowMillis) {
    int times = failed.rePutTimes();
    if (times >= MAX_TIMES && !isEndless) {
      return Optional.empty();
    }
    boolean isOver = failed.reviveTime() <= nowMillis;
    long pause = isOver ? MILLIS.get(Math.min(times, MILLIS.size() - 1)) : 0;
    var pop = failed.mergeKey();
    return Optional.of(
        new PopCheckPoint(
            new MergeKey(pop.queue(), pop.brokerName(), offset, pop.popTime()),
            failed.invisibleTime() + pause,
            List.of(0),
            0,
            0,
            times + 1,
            failed.suspended()));
  }
}
