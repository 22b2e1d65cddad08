package io.glassmq.broker.client;

import io.glassmq.common.Clock;
import io.glassmq.common.StepMode;
import io.glassmq.common.message.MessageQueue;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which client of a group may consume which queue in order. A lock is a lease: it ends by itself
 * when its owner does not renew it.
 *
 * <p>Guarded by its own monitor. Official counterpart: {@code
 * org.apache.rocketmq.broker.client.rebalance.RebalanceLockManager}.
 */
public final class RebalanceLockManager {
  private static final long LEASE_MILLIS = StepMode.limitMillis(60_000);

  private final Map<String, Map<MessageQueue, Lock>> groups = new HashMap<>();
  private final Clock clock;

  private record Lock(String clientId, long lastUpdateMillis) {
    boolean isExpired(long now) {
      return now - lastUpdateMillis > LEASE_MILLIS;
    }
  }

  public RebalanceLockManager(Clock clock) {
    this.clock = clock;
  }

  /**
   * Takes or renews locks.
   *
   * @return the queues that are now locked for this client; the others belong to somebody else
   */
  public synchronized Set<MessageQueue> tryLockBatch(
      String group, Collection<MessageQueue> queues, String clientId) {
    Map<MessageQueue, Lock> locks = groups.computeIfAbsent(group, name -> new HashMap<>());
    long now = clock.millis();
    Set<MessageQueue> locked = new HashSet<>();
    for (MessageQueue queue : queues) {
      Lock lock = locks.get(queue);
      if (lock == null || lock.isExpired(now) || lock.clientId.equals(clientId)) {
        locks.put(queue, new Lock(clientId, now));
        locked.add(queue);
      }
    }
    return locked;
  }

  /** Gives locks back; those of other clients stay. */
  public synchronized void unlockBatch(
      String group, Collection<MessageQueue> queues, String clientId) {
    Map<MessageQueue, Lock> locks = groups.getOrDefault(group, Map.of());
    for (MessageQueue queue : queues) {
      Lock lock = locks.get(queue);
      if (lock != null && lock.clientId.equals(clientId)) {
        locks.remove(queue);
      }
    }
    if (locks.isEmpty()) {
      groups.remove(group);
    }
  }

  /** Whether a member of the group holds a lock, which means that the group consumes in order. */
  public synchronized boolean holdsAny(String group) {
    long now = clock.millis();
    return groups.getOrDefault(group, Map.of()).values().stream()
        .anyMatch(lock -> !lock.isExpired(now));
  }
}
