package io.glassmq.remoting.protocol.body;

import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import java.util.List;

/**
 * Entries of a consume queue.
 *
 * @param subscriptionData of the group that was named, or null
 * @param filterData of that group as text, or null
 */
public record QueryConsumeQueueResponseBody(
    SubscriptionData subscriptionData,
    String filterData,
    List<ConsumeQueueData> queueData,
    long maxQueueIndex,
    long minQueueIndex) {
  public QueryConsumeQueueResponseBody {
    queueData = queueData == null ? List.of() : List.copyOf(queueData);
  }
}
