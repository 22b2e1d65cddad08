package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Asks who is connected for a group. */
public record GetConsumerConnectionListRequestHeader(String consumerGroup)
    implements CommandCustomHeader {}
