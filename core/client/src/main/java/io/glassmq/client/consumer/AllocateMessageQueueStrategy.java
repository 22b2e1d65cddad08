package io.glassmq.client.consumer;

import io.glassmq.common.message.MessageQueue;
import java.util.List;

/**
 * Shares out the queues of a topic among the members of a consumer group. Every member computes it
 * for itself, so all must come to the same result.
 *
 * <ul>
 *   <li>AS-1: when all members ask with the same lists, no queue is given to two of them; and none
 *       is left out, but for those that the strategy says it leaves out.
 *   <li>AS-2: the result depends on the arguments alone.
 *   <li>AS-3: a member that is not in {@code cidAll} gets nothing.
 *   <li>AS-4: an empty own id, or no queues or no members at all, is a programmer's error: {@link
 *       IllegalArgumentException}.
 * </ul>
 *
 * <p>Port of lab 09. Official counterpart: {@code
 * org.apache.rocketmq.client.consumer.AllocateMessageQueueStrategy}.
 */
public interface AllocateMessageQueueStrategy {

  /**
   * @param currentCID own client id
   * @param mqAll all queues of the topic, sorted
   * @param cidAll client ids of all members, sorted
   * @return the queues of {@code currentCID}
   */
  List<MessageQueue> allocate(
      String consumerGroup, String currentCID, List<MessageQueue> mqAll, List<String> cidAll);

  /** The name that brokers know the strategy by. */
  String getName();
}
