package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** The offset of the oldest message. */
public record GetMinOffsetResponseHeader(long offset) implements CommandCustomHeader {}
