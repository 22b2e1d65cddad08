package io.glassmq.namesrv.routeinfo;

/**
 * Which broker process: the key of everything known about one.
 *
 * @param clusterName where it belongs
 * @param brokerAddr {@code host:port}
 */
public record BrokerAddrInfo(String clusterName, String brokerAddr) {}
