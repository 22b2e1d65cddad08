package io.glassmq.remoting.protocol.body;

import io.glassmq.common.message.MessageQueue;
import java.util.Set;

/** A client wants queues for itself alone. */
public record LockBatchRequestBody(
    String consumerGroup, String clientId, boolean onlyThisBroker, Set<MessageQueue> mqSet) {
  public LockBatchRequestBody {
    mqSet = mqSet == null ? Set.of() : Set.copyOf(mqSet);
  }
}
