package io.glassmq.remoting.protocol.route;

import java.util.Map;

/** The addresses of all brokers with one name: a master (id 0) and its slaves. */
public record BrokerData(
    String cluster,
    String brokerName,
    Map<Long, String> brokerAddrs,
    String zoneName,
    boolean enableActingMaster) {
  public BrokerData {
    brokerAddrs = brokerAddrs == null ? Map.of() : Map.copyOf(brokerAddrs);
  }

  /** The id of a master. */
  public static final long MASTER_ID = 0;

  public BrokerData(String cluster, String brokerName, Map<Long, String> brokerAddrs) {
    this(cluster, brokerName, brokerAddrs, null, false);
  }

  /** The address of the master, or null when there is none. */
  public String masterAddr() {
    return brokerAddrs.get(MASTER_ID);
  }
}
