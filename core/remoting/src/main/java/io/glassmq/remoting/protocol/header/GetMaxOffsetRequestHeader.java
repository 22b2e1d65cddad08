package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Asks for the end of a queue. */
public record GetMaxOffsetRequestHeader(String topic, int queueId, Boolean committed)
    implements CommandCustomHeader {}
