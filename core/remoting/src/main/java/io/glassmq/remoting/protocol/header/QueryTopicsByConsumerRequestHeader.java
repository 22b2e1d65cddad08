package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Asks which topics a group consumes. */
public record QueryTopicsByConsumerRequestHeader(String group) implements CommandCustomHeader {}
