package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Which topic goes. */
public record DeleteTopicRequestHeader(String topic) implements CommandCustomHeader {}
