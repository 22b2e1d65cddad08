package io.glassmq.remoting.protocol.header.namesrv;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Takes the write permission from all topics of a broker. */
public record WipeWritePermOfBrokerRequestHeader(String brokerName)
    implements CommandCustomHeader {}
