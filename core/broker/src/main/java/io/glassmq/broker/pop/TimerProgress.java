package io.glassmq.broker.pop;

import io.glassmq.common.Clock;
import io.glassmq.store.MessageStore;
import java.util.function.BooleanSupplier;

/**
 * Up to when everything that the timer had to bring can be read where it was brought. That takes
 * two ways through the store's dispatch: one to the timer, and one from it. So it is as old as
 * dispatch is behind, and that is the point: what is acknowledged in time, but not yet in sight,
 * must not count as missing.
 *
 * <p>Used by one thread.
 */
final class TimerProgress {
  private static final long NO_MARK = -1;

  private final MessageStore store;
  private final BooleanSupplier timerIsBehind;
  private final Clock clock;
  private long reachedMillis;
  private long sinceMillis;
  private long mark = NO_MARK;
  private boolean isBrought;

  /**
   * @param timerIsBehind whether the timer has not brought all that is due and in its topic
   */
  TimerProgress(MessageStore store, BooleanSupplier timerIsBehind, Clock clock) {
    this.store = store;
    this.timerIsBehind = timerIsBehind;
    this.clock = clock;
  }

  /** Everything that was due by then can be read, ms since 1970. */
  long millis() {
    long now = clock.millis();
    if (now < sinceMillis) { // put back: what is written now can be due before what we have seen
      reachedMillis = Math.min(reachedMillis, now);
      mark = NO_MARK;
    }
    if (mark == NO_MARK) {
      sinceMillis = now;
      mark = store.getMaxPhyOffset();
      isBrought = false;
    }
    if (!isBrought && isDispatched(mark) && !timerIsBehind.getAsBoolean()) {
      isBrought = true;
      mark = store.getMaxPhyOffset();
    }
    if (isBrought && isDispatched(mark)) {
      reachedMillis = sinceMillis;
      mark = NO_MARK;
    }
    return reachedMillis;
  }

  private boolean isDispatched(long offset) {
    return store.dispatchedOffset() >= offset;
  }
}
