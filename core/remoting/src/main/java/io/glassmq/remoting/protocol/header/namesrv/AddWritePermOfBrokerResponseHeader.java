package io.glassmq.remoting.protocol.header.namesrv;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** How many topics got it. */
public record AddWritePermOfBrokerResponseHeader(int addTopicCount)
    implements CommandCustomHeader {}
