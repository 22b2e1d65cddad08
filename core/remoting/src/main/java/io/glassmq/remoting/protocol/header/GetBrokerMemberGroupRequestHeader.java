package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Asks for all brokers with one name. */
public record GetBrokerMemberGroupRequestHeader(String clusterName, String brokerName)
    implements CommandCustomHeader {}
