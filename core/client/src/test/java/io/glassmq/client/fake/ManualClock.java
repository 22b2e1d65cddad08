package io.glassmq.client.fake;

import io.glassmq.common.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock whose hands a test turns. */
public final class ManualClock implements Clock {
  private final AtomicLong millis = new AtomicLong(1_800_000_000_000L);

  @Override
  public long millis() {
    return millis.get();
  }

  public void advance(Duration time) {
    millis.addAndGet(time.toMillis());
  }
}
