package io.glassmq.client.impl.consumer;

import io.glassmq.common.message.MessageQueue;
import java.util.Set;

/**
 * Finds out what a new share of the queues changes.
 *
 * <ul>
 *   <li>QD-1: a queue that is held but not in the new share is dropped, and not taken.
 *   <li>QD-2: a queue in the new share that is not held is taken.
 *   <li>QD-3: a queue that is held and in the new share is left alone, unless it is stale: then it
 *       is dropped and taken anew.
 *   <li>QD-4: the arguments are not changed.
 * </ul>
 *
 * <p>Port of lab 09. Official counterpart: {@code
 * org.apache.rocketmq.client.impl.consumer.RebalanceImpl}.
 */
@FunctionalInterface
public interface QueueDiff {

  /** What to give up first and what to take over then. */
  record Changes(Set<MessageQueue> toDrop, Set<MessageQueue> toTake) {
    public boolean isEmpty() {
      return toDrop.isEmpty() && toTake.isEmpty();
    }
  }

  /**
   * @param held the queues of one topic that are ours until now
   * @param stale those of them whose pulling has stopped for no good reason
   * @param share the queues of the topic that are ours from now on
   */
  Changes between(Set<MessageQueue> held, Set<MessageQueue> stale, Set<MessageQueue> share);
}
