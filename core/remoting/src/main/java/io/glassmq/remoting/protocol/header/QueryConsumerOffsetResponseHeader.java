package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Where the group stands: the next offset to consume. */
public record QueryConsumerOffsetResponseHeader(long offset) implements CommandCustomHeader {}
