package io.glassmq.client.impl.consumer;

import io.glassmq.common.message.MessageQueue;
import java.util.Set;

/**
 * What a consumer makes of the queues that rebalancing brings it and takes from it. Push and lite
 * pull consumers differ in this alone.
 *
 * <p>Called on the rebalance thread, {@link #begin} on the client's scheduled thread. Official
 * counterpart: {@code org.apache.rocketmq.client.impl.consumer.RebalanceImpl}, whose subclasses do
 * the same.
 */
interface QueueOwner {
  /**
   * Asks for a queue that is ours now by the rules.
   *
   * @return whether it may be taken over; if not, the next rebalance comes in 500 ms
   */
  default boolean acquire(MessageQueue queue) throws InterruptedException {
    return true;
  }

  /** Begins to consume the queue at {@link PullRequest#nextOffset}. */
  void begin(PullRequest request);

  /**
   * Lets go of a queue that is no longer ours. Its request is dropped and its offset is stored.
   *
   * @return whether nothing works on it any more; if not, the queue stays in the table and the next
   *     rebalance asks again
   */
  default boolean release(PullRequest request) throws InterruptedException {
    return true;
  }

  /**
   * The queues of a topic that are ours have changed.
   *
   * @param all queues of the topic
   * @param ours of them
   */
  void queuesChanged(String topic, Set<MessageQueue> all, Set<MessageQueue> ours)
      throws InterruptedException;
}
