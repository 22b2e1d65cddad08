package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Asks for the settings of a topic. */
public record GetTopicConfigRequestHeader(String topic) implements CommandCustomHeader {}
