package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Asks for the beginning of a queue. */
public record GetMinOffsetRequestHeader(String topic, int queueId) implements CommandCustomHeader {}
