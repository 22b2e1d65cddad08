package io.glassmq.remoting.protocol.body;

import io.glassmq.remoting.protocol.subscription.SubscriptionGroupConfig;
import java.util.List;

/** Groups that are made or changed together. */
public record SubscriptionGroupList(List<SubscriptionGroupConfig> groupConfigList) {
  public SubscriptionGroupList {
    groupConfigList = groupConfigList == null ? List.of() : List.copyOf(groupConfigList);
  }
}
