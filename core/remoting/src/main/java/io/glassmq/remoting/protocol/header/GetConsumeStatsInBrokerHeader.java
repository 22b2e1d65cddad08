package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Asks how far all groups are behind. */
public record GetConsumeStatsInBrokerHeader(boolean isOrder) implements CommandCustomHeader {}
