package io.glassmq.testkit;

import io.glassmq.common.message.MessageQueue;

/**
 * One call of a listener with one message.
 *
 * @param member who got it
 * @param id what the sender called it
 * @param queue where it was stored
 * @param queueOffset its place there
 * @param beginNanos when the listener was called, {@link System#nanoTime}
 * @param endNanos when it returned
 * @param consumed whether it said that the message is done
 */
public record Delivery(
    String member,
    String id,
    MessageQueue queue,
    long queueOffset,
    long beginNanos,
    long endNanos,
    boolean consumed) {

  @Override
  public String toString() {
    return "%s got %s, offset %d of queue %d of %s%s"
        .formatted(
            member,
            id,
            queueOffset,
            queue.getQueueId(),
            queue.getBrokerName(),
            consumed ? "" : ", and failed");
  }
}
