package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Asks who is connected for a producer group. */
public record GetProducerConnectionListRequestHeader(String producerGroup)
    implements CommandCustomHeader {}
