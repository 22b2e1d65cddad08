package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** The offset that the next message will get. */
public record GetMaxOffsetResponseHeader(long offset) implements CommandCustomHeader {}
