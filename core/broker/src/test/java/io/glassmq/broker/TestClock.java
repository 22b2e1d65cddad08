package io.glassmq.broker;

import io.glassmq.common.Clock;

/** A clock whose hands the test turns. */
public final class TestClock implements Clock {
  private volatile long now = 1_795_324_000_000L;

  @Override
  public long millis() {
    return now;
  }

  public void set(long millis) {
    now = millis;
  }

  public void advance(long millis) {
    now += millis;
  }
}
