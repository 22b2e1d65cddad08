package io.glassmq.client.impl.consumer;

import io.glassmq.common.message.MessageQueue;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says which queues of a topic are ours: the members of a group work it out, each for itself, or
 * the broker decides.
 *
 * <p>Called on the rebalance thread.
 */
@FunctionalInterface
interface ShareSource {
  /**
   * @param all queues of the topic, at least one, sorted
   * @return empty when nobody can tell now: then we keep what we have
   */
  Optional<Share> of(String topic, List<MessageQueue> all) throws InterruptedException;

  /**
   * Our part of a topic.
   *
   * @param pulled queues that are ours alone
   * @param popped queues that we take messages from beside other members
   * @param handedOver whether a pulled queue may come from another member, who needs a moment to
   *     report how far it has come
   */
  record Share(Set<MessageQueue> pulled, Set<MessageQueue> popped, boolean handedOver) {
    static Share pulled(Set<MessageQueue> queues, boolean handedOver) {
      return new Share(queues, Set.of(), handedOver);
    }

    Set<MessageQueue> all() {
      Set<MessageQueue> all = new HashSet<>(pulled);
      all.addAll(popped);
      return all;
    }
  }
}
