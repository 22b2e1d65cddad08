package io.glassmq.client.impl.consumer;

import io.glassmq.client.exception.MQBrokerException;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.common.StepMode;
import io.glassmq.common.message.MessageQueue;
import io.glassmq.remoting.exception.RemotingException;
import io.glassmq.remoting.protocol.body.LockBatchRequestBody;
import io.glassmq.remoting.protocol.body.UnlockBatchRequestBody;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queues that this member has to itself, in the whole group. A broker keeps each lock for a
 * minute after it was last asked for; we ask again every 20 seconds, and after 30 without an answer
 * no longer trust in it. So there are never two who consume a queue in order.
 *
 * <p>Only one call to a broker at a time (guarded by this), so that a lock that is given back is
 * not asked for again by a call that is under way; {@link #isLocked} waits for none. Official
 * counterpart: {@code org.apache.rocketmq.client.impl.consumer.RebalanceImpl}.
 */
final class QueueLocks {
  private static final Logger LOG = LoggerFactory.getLogger(QueueLocks.class);
  private static final long TRUSTED_MILLIS =
      StepMode.limitMillis(Long.getLong("rocketmq.client.rebalance.lockMaxLiveTime", 30_000));
  private static final long TIMEOUT_MILLIS = 1_000;

  /** For a queue that is ours by the rules, but that the broker has given to somebody else. */
  private static final long LOST = Long.MIN_VALUE;

  private final MQClientInstance instance;
  private final String group;

  /** When the broker last said that it is ours. Changed under this. */
  private final ConcurrentMap<MessageQueue, Long> lockedMillis = new ConcurrentHashMap<>();

  QueueLocks(MQClientInstance instance, String group) {
    this.instance = instance;
    this.group = group;
  }

  /** Whether nobody else in the group can have the queue now. */
  boolean isLocked(MessageQueue queue) {
    long since = lastLockMillis(queue);
    return since != LOST && instance.clock().millis() - since <= TRUSTED_MILLIS;
  }

  /** When the broker last said that it is ours, ms since 1970; negative if it is not. */
  long lastLockMillis(MessageQueue queue) {
    return lockedMillis.getOrDefault(queue, LOST);
  }

  /**
   * Asks for a queue and, if it is ours, keeps it locked from now on.
   *
   * @return whether it is ours
   */
  synchronized boolean lock(MessageQueue queue) throws InterruptedException {
    Set<MessageQueue> given = ask(queue.getBrokerName(), Set.of(queue));
    if (given == null || !given.contains(queue)) {
      return false;
    }
    lockedMillis.put(queue, instance.clock().millis());
    return true;
  }

  /**
   * Asks again for a queue that was locked.
   *
   * @return whether it is ours
   */
  synchronized boolean lockAgain(MessageQueue queue) throws InterruptedException {
    return lockedMillis.containsKey(queue) && lock(queue);
  }

  /** Asks again for all queues; what a broker does not name is lost, until it is asked again. */
  synchronized void lockAll() throws InterruptedException {
    for (Set<MessageQueue> queues : byBroker()) {
      Set<MessageQueue> given = ask(queues.iterator().next().getBrokerName(), queues);
      if (given != null) {
        long now = instance.clock().millis();
        queues.forEach(queue -> lockedMillis.put(queue, given.contains(queue) ? now : LOST));
      }
    }
  }

  /**
   * @return those that are ours; null if the broker cannot be asked
   */
  private Set<MessageQueue> ask(String brokerName, Set<MessageQueue> queues)
      throws InterruptedException {
    try {
      var body = new LockBatchRequestBody(group, instance.clientId(), false, queues);
      String address = instance.routes().publishAddress(queues.iterator().next());
      return instance.api().lockBatchMQ(address, body, TIMEOUT_MILLIS);
    } catch (RemotingException | MQBrokerException | MQClientException e) {
      LOG.warn("Group {}: broker {} does not lock {}: {}", group, brokerName, queues, e.toString());
      return null;
    }
  }

  /** Gives a queue back; the broker will hear of it soon. */
  synchronized void unlock(MessageQueue queue) {
    lockedMillis.remove(queue);
    unlock(Set.of(queue), true);
  }

  /** Gives all queues back and waits until the brokers know. */
  synchronized void unlockAll() {
    byBroker().forEach(queues -> unlock(queues, false));
    lockedMillis.clear();
  }

  private void unlock(Set<MessageQueue> queues, boolean oneway) {
    try {
      var body = new UnlockBatchRequestBody(group, instance.clientId(), false, queues);
      String address = instance.routes().publishAddress(queues.iterator().next());
      if (oneway) {
        instance.api().unlockBatchMQOneway(address, body, TIMEOUT_MILLIS);
      } else {
        instance.api().unlockBatchMQ(address, body, TIMEOUT_MILLIS);
      }
    } catch (RemotingException | MQBrokerException | MQClientException e) {
      LOG.warn("Group {}: {} stay locked for a minute: {}", group, queues, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Iterable<Set<MessageQueue>> byBroker() {
    return lockedMillis.keySet().stream()
        .collect(Collectors.groupingBy(MessageQueue::getBrokerName, Collectors.toSet()))
        .values();
  }
}
