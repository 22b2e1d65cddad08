package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Asks where the queues of a topic begin and end. */
public record GetTopicStatsInfoRequestHeader(String topic) implements CommandCustomHeader {}
