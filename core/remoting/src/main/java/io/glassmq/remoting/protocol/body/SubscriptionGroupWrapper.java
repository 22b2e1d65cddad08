package io.glassmq.remoting.protocol.body;

import io.glassmq.remoting.protocol.DataVersion;
import io.glassmq.remoting.protocol.subscription.SubscriptionGroupConfig;
import java.util.Map;

/**
 * All consumer groups of a broker.
 *
 * @param subscriptionGroupTable by name
 * @param forbiddenTable group to topic to bits; bit 0: may not read
 */
public record SubscriptionGroupWrapper(
    Map<String, SubscriptionGroupConfig> subscriptionGroupTable,
    Map<String, Map<String, Integer>> forbiddenTable,
    DataVersion dataVersion) {
  public SubscriptionGroupWrapper {
    subscriptionGroupTable =
        subscriptionGroupTable == null ? Map.of() : Map.copyOf(subscriptionGroupTable);
    forbiddenTable = forbiddenTable == null ? Map.of() : Map.copyOf(forbiddenTable);
  }
}
