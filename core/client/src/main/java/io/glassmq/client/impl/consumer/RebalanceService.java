package io.glassmq.client.impl.consumer;

import io.glassmq.common.Clock;
import io.glassmq.common.thread.Agent;

/**
 * Decides when to rebalance: when woken, but at most ten times a second; after a second if
 * something was amiss; else every 20 seconds.
 *
 * <p>Runs on the thread of the same name. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.consumer.RebalanceService}.
 */
final class RebalanceService implements Agent {
  static final String THREAD_NAME = "RebalanceService";

  private static final long WAIT_INTERVAL_MILLIS = 20_000;
  private static final long UNBALANCED_INTERVAL_MILLIS = 1_000;

  /** Shorter than the time a newcomer waits for us to hand over what is now his. */
  private static final long MIN_INTERVAL_MILLIS = 100;

  private final RebalanceImpl rebalance;
  private final Clock clock;

  // only the service's own thread
  private long lastRunMillis;
  private long idleMillis = WAIT_INTERVAL_MILLIS;

  RebalanceService(RebalanceImpl rebalance, Clock clock) {
    this.rebalance = rebalance;
    this.clock = clock;
  }

  @Override
  public int doWork() throws InterruptedException {
    long now = clock.millis();
    long tooEarlyMillis = lastRunMillis + MIN_INTERVAL_MILLIS - now;
    if (tooEarlyMillis > 0) {
      idleMillis = tooEarlyMillis;
      return 0;
    }
    lastRunMillis = now;
    idleMillis = UNBALANCED_INTERVAL_MILLIS; // stays if the round fails
    if (rebalance.doRebalance()) {
      idleMillis = WAIT_INTERVAL_MILLIS;
    }
    return 0;
  }

  /** How long to sleep until the next round, if nobody calls. */
  long idleMillis() {
    return idleMillis;
  }
}
