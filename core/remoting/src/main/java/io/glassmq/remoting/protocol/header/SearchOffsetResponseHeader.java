package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** The offset found. */
public record SearchOffsetResponseHeader(long offset) implements CommandCustomHeader {}
