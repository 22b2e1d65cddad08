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
  /** Wants to keep what it has for now, whoever else comes or goes. */
  default boolean isPaused() {
    return false;
  }

  /**
   * Asks for a queue that is ours now by the rules.
   *
   * @return whether it may be taken over; if not, the next rebalance comes in 500 ms
   */
  default boolean acquire(MessageQueue queue) throws InterruptedException {
    return true;
  }

  /** Whether it matters where the group left off; if not, nobody is asked, and it is 0. */
  default boolean wantsStartOffset() {
    return true;
  }

  /** Begins to consume the queue at {@link PullRequest#nextOffset}. */
  void begin(PullRequest request);

  /**
   * Lets go of a queue that is no longer ours: drops its request once nothing works on it.
   *
   * @return whether that is so; if not, the queue goes on as before and the next rebalance asks
   *     again
   */
  default boolean release(PullRequest request) throws InterruptedException {
    request.drop();
    return true;
  }

  /** The offset of a queue that was released is stored: somebody else may have it. */
  default void released(MessageQueue queue) {}

  /**
   * Pops these queues of a topic from now on, and no other ones of it. Only a broker that shares
   * out the queues ever has us pop.
   *
   * @return whether that changes anything
   */
  default boolean pop(String topic, Set<MessageQueue> queues) {
    return false;
  }

  /** Pops nothing of any other topic from now on. */
  default void popOnly(Set<String> topics) {}

  /**
   * The queues of a topic that are ours have changed; or nobody knows any queue of the topic, which
   * is said again each time.
   *
   * @param all queues of the topic
   * @param ours of them
   */
  void queuesChanged(String topic, Set<MessageQueue> all, Set<MessageQueue> ours)
      throws InterruptedException;
}
