package io.glassmq.remoting.protocol.header.namesrv;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Gives all topics of a broker the write permission. */
public record AddWritePermOfBrokerRequestHeader(String brokerName) implements CommandCustomHeader {}
