package io.glassmq.remoting.protocol.body;

import io.glassmq.common.message.MessageQueue;
import java.util.Set;

/** A client gives queues back. */
public record UnlockBatchRequestBody(
    String consumerGroup, String clientId, boolean onlyThisBroker, Set<MessageQueue> mqSet) {
  public UnlockBatchRequestBody {
    mqSet = mqSet == null ? Set.of() : Set.copyOf(mqSet);
  }
}
