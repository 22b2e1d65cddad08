package io.glassmq.remoting.protocol.header.namesrv;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** A broker lives. */
public record BrokerHeartbeatRequestHeader(
    String clusterName,
    String brokerAddr,
    String brokerName,
    Long brokerId,
    Integer epoch,
    Long maxOffset,
    Long confirmOffset,
    Long heartbeatTimeoutMills,
    Integer electionPriority)
    implements CommandCustomHeader {}
