package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Asks for the ids of a group's members. */
public record GetConsumerListByGroupRequestHeader(String consumerGroup)
    implements CommandCustomHeader {}
