package io.glassmq.remoting.protocol.body;

import java.util.Map;

/** All brokers with one name. */
public record BrokerMemberGroup(String cluster, String brokerName, Map<Long, String> brokerAddrs) {
  public BrokerMemberGroup {
    brokerAddrs = brokerAddrs == null ? Map.of() : Map.copyOf(brokerAddrs);
  }
}
