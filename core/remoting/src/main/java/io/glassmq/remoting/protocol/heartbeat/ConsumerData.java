package io.glassmq.remoting.protocol.heartbeat;

import io.glassmq.common.consumer.ConsumeFromWhere;
import java.util.Set;

/** A consumer group that the client belongs to, and what it wants. */
public record ConsumerData(
    String groupName,
    ConsumeType consumeType,
    MessageModel messageModel,
    ConsumeFromWhere consumeFromWhere,
    Set<SubscriptionData> subscriptionDataSet,
    boolean unitMode) {
  public ConsumerData {
    subscriptionDataSet = subscriptionDataSet == null ? Set.of() : Set.copyOf(subscriptionDataSet);
  }
}
