package io.glassmq.remoting.protocol.body;

import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.remoting.protocol.heartbeat.ConsumeType;
import io.glassmq.remoting.protocol.heartbeat.MessageModel;
import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;
import java.util.Map;
import java.util.Set;

/** Who is connected for a consumer group, and what they want. */
public record ConsumerConnection(
    Set<Connection> connectionSet,
    Map<String, SubscriptionData> subscriptionTable,
    ConsumeType consumeType,
    MessageModel messageModel,
    ConsumeFromWhere consumeFromWhere) {
  public ConsumerConnection {
    connectionSet = connectionSet == null ? Set.of() : Set.copyOf(connectionSet);
    subscriptionTable = subscriptionTable == null ? Map.of() : Map.copyOf(subscriptionTable);
  }
}
