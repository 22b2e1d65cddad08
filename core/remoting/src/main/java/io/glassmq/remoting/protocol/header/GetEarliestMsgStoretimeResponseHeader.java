package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Milliseconds since 1970, -1 if there is no message. */
public record GetEarliestMsgStoretimeResponseHeader(long timestamp)
    implements CommandCustomHeader {}
