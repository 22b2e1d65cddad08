package io.glassmq.remoting.protocol.header.namesrv;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** A broker leaves. */
public record UnRegisterBrokerRequestHeader(
    String brokerName, String brokerAddr, String clusterName, long brokerId)
    implements CommandCustomHeader {}
