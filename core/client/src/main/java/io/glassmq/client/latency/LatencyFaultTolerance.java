package io.glassmq.client.latency;

import io.glassmq.client.common.ThreadLocalIndex;
import io.glassmq.common.Clock;
import io.glassmq.common.message.MessageQueue;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Avoids brokers that were slow or failed, each for a time that grows with its latency:
 *
 * <pre>
 *   took at least (ms)     50  100   550  1800  3000   5000  15000
 *   avoided for (ms)        0    0  2000  5000  6000  10000  30000
 * </pre>
 *
 * <p>Two grades of suspicion: a broker is <i>available</i> when its time is over, and
 * <i>reachable</i> unless the last attempt says otherwise. Available ones come first, then
 * reachable ones, then any: a message is rather sent to a suspect than not at all.
 *
 * <p>Thread-safe: a sending thread replaces the record of a broker as a whole. Official
 * counterpart: {@code org.apache.rocketmq.client.latency.LatencyFaultToleranceImpl}.
 */
public final class LatencyFaultTolerance implements MQFaultStrategy {
  /** An isolated broker is rated as if it had taken so long. */
  private static final long ISOLATED_MILLIS = 10_000;

  private static final Fault NONE = new Fault(0, 0, true);

  /**
   * What is remembered of a broker.
   *
   * @param latencyMillis of the last attempt
   * @param notAvailableUntil ms of the clock
   */
  private record Fault(long latencyMillis, long notAvailableUntil, boolean reachable) {}

  private final MQFaultStrategy lastResort = new RoundRobin();
  private final Clock clock;
  private final long[] latencyMax;
  private final long[] notAvailableDuration;
  private final ConcurrentMap<String, Fault> faults = new ConcurrentHashMap<>();

  /**
   * @param latencyMax ms, rising
   * @param notAvailableDuration ms, as many
   */
  public LatencyFaultTolerance(Clock clock, long[] latencyMax, long[] notAvailableDuration) {
    this.clock = clock;
    this.latencyMax = latencyMax.clone();
    this.notAvailableDuration = notAvailableDuration.clone();
  }

  @Override
  public MessageQueue selectOneMessageQueue(
      List<MessageQueue> queues, ThreadLocalIndex turn, String failedBroker) {
    if (failedBroker != null) {
      turn.jump(); // or all who failed at one broker would go to the same next one
    }
    Predicate<String> other = broker -> !broker.equals(failedBroker);
    MessageQueue queue = RoundRobin.next(queues, turn, other.and(this::isAvailable));
    if (queue == null) {
      queue = RoundRobin.next(queues, turn, other.and(this::isReachable));
    }
    return queue != null ? queue : lastResort.selectOneMessageQueue(queues, turn, failedBroker);
  }

  private boolean isAvailable(String broker) {
    return clock.millis() >= faults.getOrDefault(broker, NONE).notAvailableUntil;
  }

  private boolean isReachable(String broker) {
    return faults.getOrDefault(broker, NONE).reachable;
  }

  @Override
  public void updateFaultItem(
      String brokerName, long latencyMillis, boolean isolation, boolean reachable) {
    long duration = notAvailableDuration(isolation ? ISOLATED_MILLIS : latencyMillis);
    long until = duration > 0 ? clock.millis() + duration : 0;
    faults.merge(
        brokerName,
        new Fault(latencyMillis, until, reachable),
        (before, now) ->
            new Fault(
                now.latencyMillis,
                Math.max(before.notAvailableUntil, now.notAvailableUntil),
                now.reachable));
  }

  private long notAvailableDuration(long latencyMillis) {
    for (int i = latencyMax.length - 1; i >= 0; i--) {
      if (latencyMillis >= latencyMax[i]) {
        return notAvailableDuration[i];
      }
    }
    return 0;
  }

  @Override
  public Set<String> unreachableBrokers() {
    return faults.entrySet().stream()
        .filter(fault -> !fault.getValue().reachable)
        .map(ConcurrentMap.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
