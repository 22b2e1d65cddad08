package io.glassmq.remoting.protocol.header.namesrv;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** A broker asks whether its topics, at the version in the body, are known. */
public record QueryDataVersionRequestHeader(
    String brokerName, String brokerAddr, String clusterName, long brokerId)
    implements CommandCustomHeader {}
