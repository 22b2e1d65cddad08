package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Asks which groups consume a topic. */
public record QueryTopicConsumeByWhoRequestHeader(String topic) implements CommandCustomHeader {}
