package io.glassmq.remoting.protocol.header.namesrv;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** How many topics lost it. */
public record WipeWritePermOfBrokerResponseHeader(int wipeTopicCount)
    implements CommandCustomHeader {}
