package io.glassmq.client.impl.consumer;

import io.glassmq.common.Clock;
import io.glassmq.common.thread.Agent;

/**
 * Decides when to rebalance: when woken, but at most ten times a second; after a second if
 * something was amiss; else every 20 seconds. System properties change these times.
 *
 * <p>Runs on the thread of the same name. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.consumer.RebalanceService}.
 */
final class RebalanceService implements Agent {
  static final String THREAD_NAME = "RebalanceService";

  private static final long UNBALANCED_INTERVAL_MILLIS = 1_000;

  private final RebalanceImpl rebalance;
  private final Clock clock;
  private final long waitMillis = Long.getLong("rocketmq.client.rebalance.waitInterval", 20_000);

  /** By default shorter than the time a newcomer waits for us to hand over what is now his. */
  private final long minMillis = Long.getLong("rocketmq.client.rebalance.minInterval", 100);

  // only the service's own thread
  private long lastRunMillis;
  private long idleMillis = waitMillis;

  RebalanceService(RebalanceImpl rebalance, Clock clock) {
    this.rebalance = rebalance;
    this.clock = clock;
  }

  @Override
  public int doWork() throws InterruptedException {
    long now = clock.millis();
    long tooEarlyMillis = lastRunMillis + minMillis - now;
    if (tooEarlyMillis > 0) {
      idleMillis = tooEarlyMillis;
      return 0;
    }
    lastRunMillis = now;
    idleMillis = UNBALANCED_INTERVAL_MILLIS; // stays if the round fails
    if (rebalance.doRebalance()) {
      idleMillis = waitMillis;
    }
    return 0;
  }

  /** How long to sleep until the next round, if nobody calls. */
  long idleMillis() {
    return idleMillis;
  }
}
