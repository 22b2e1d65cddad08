package io.glassmq.remoting.protocol.body;

import io.glassmq.remoting.protocol.route.BrokerData;
import java.util.Map;
import java.util.Set;

/** Which brokers there are, and which cluster each belongs to. */
public record ClusterInfo(
    Map<String, BrokerData> brokerAddrTable, Map<String, Set<String>> clusterAddrTable) {
  public ClusterInfo {
    brokerAddrTable = brokerAddrTable == null ? Map.of() : Map.copyOf(brokerAddrTable);
    clusterAddrTable = clusterAddrTable == null ? Map.of() : Map.copyOf(clusterAddrTable);
  }
}
