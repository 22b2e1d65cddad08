package io.glassmq.client.impl.consumer;

import io.glassmq.client.impl.factory.MQClientInstance;
import io.glassmq.common.message.MessageQueue;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Owns the table of the queues that we pop, and brings it in line with what the broker assigns.
 * Nothing is handed over when a queue comes or goes: the broker keeps count of its messages.
 *
 * <p>The rebalance thread changes the table; anybody may read it. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.consumer.RebalanceImpl}, which has this table too.
 */
final class PopQueues {
  /** What members that pulled until now get to report how far they have come. */
  private static final long FIRST_POP_DELAY_MILLIS = 500;

  private final MQClientInstance instance;
  private final QueueDiff queueDiff;
  private final PopMessageService pops;
  private final ConcurrentMap<MessageQueue, PopProcessQueue> table = new ConcurrentHashMap<>();

  PopQueues(MQClientInstance instance, QueueDiff queueDiff, PopMessageService pops) {
    this.instance = instance;
    this.queueDiff = queueDiff;
    this.pops = pops;
  }

  /** The queues that we pop now. */
  Collection<PopProcessQueue> queues() {
    return Collections.unmodifiableCollection(table.values());
  }

  /** See {@link QueueOwner#pop}. */
  boolean pop(String topic, Set<MessageQueue> queues) {
    QueueDiff.Changes changes = changes(topic, queues);
    changes.toDrop().forEach(queue -> table.remove(queue).drop());
    for (MessageQueue queue : changes.toTake()) {
      var taken = new PopProcessQueue(queue, instance.clock().millis());
      table.put(queue, taken);
      pops.popLater(taken, FIRST_POP_DELAY_MILLIS);
    }
    return !changes.isEmpty();
  }

  private QueueDiff.Changes changes(String topic, Set<MessageQueue> share) {
    Set<MessageQueue> held = new HashSet<>();
    Set<MessageQueue> stale = new HashSet<>();
    long now = instance.clock().millis();
    for (PopProcessQueue queue : table.values()) {
      if (queue.messageQueue().getTopic().equals(topic)) {
        held.add(queue.messageQueue());
        boolean idle = now - queue.lastPopMillis() > RebalanceImpl.MAX_IDLE_MILLIS;
        if (idle && !queue.isResting()) {
          stale.add(queue.messageQueue());
        }
      }
    }
    return queueDiff.between(held, stale, share);
  }

  /** See {@link QueueOwner#popOnly}. */
  void popOnly(Set<String> topics) {
    for (PopProcessQueue queue : table.values()) {
      if (!topics.contains(queue.messageQueue().getTopic())) {
        queue.drop();
        table.remove(queue.messageQueue());
      }
    }
  }
}
