package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Asks when the oldest message of a queue was stored. */
public record GetEarliestMsgStoretimeRequestHeader(String topic, int queueId)
    implements CommandCustomHeader {}
