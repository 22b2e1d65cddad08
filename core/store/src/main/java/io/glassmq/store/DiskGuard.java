package io.glassmq.store;

import io.glassmq.common.Clock;
import java.util.function.LongSupplier;

/**
 * Sees a full disk coming. A mapped file takes its disk space page by page while it is written, and
 * where there is none left the write itself cannot say so cleanly; so ask before.
 *
 * <p>Called by senders, any thread; two that ask at once do no harm.
 */
final class DiskGuard {
  /** Room that must be left: what all senders together may write until the next look. */
  static final long RESERVE_BYTES = 64 << 20;

  private static final long LOOK_EVERY_BYTES = 16 << 20;
  private static final long LOOK_EVERY_MILLIS = 1_000;

  private final LongSupplier usableBytes;
  private final Clock clock;
  private volatile boolean full;
  private volatile long nextLookOffset;
  private volatile long lastLookMillis;

  DiskGuard(LongSupplier usableBytes, Clock clock) {
    this.usableBytes = usableBytes;
    this.clock = clock;
  }

  /** Whether to refuse messages, asked with the offset that the log has reached. */
  boolean isFull(long logOffset) {
    boolean look =
        full
            ? Math.abs(clock.millis() - lastLookMillis) >= LOOK_EVERY_MILLIS
            : logOffset >= nextLookOffset;
    if (look) {
      full = usableBytes.getAsLong() < RESERVE_BYTES;
      lastLookMillis = clock.millis();
      nextLookOffset = logOffset + LOOK_EVERY_BYTES;
    }
    return full;
  }
}
