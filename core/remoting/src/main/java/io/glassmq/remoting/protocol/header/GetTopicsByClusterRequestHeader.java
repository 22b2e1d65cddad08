package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Asks for the topics of a cluster. */
public record GetTopicsByClusterRequestHeader(String cluster) implements CommandCustomHeader {}
