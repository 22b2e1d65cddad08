package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Asks for one counter. */
public record ViewBrokerStatsDataRequestHeader(String statsName, String statsKey)
    implements CommandCustomHeader {}
