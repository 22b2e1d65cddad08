package io.glassmq.remoting.protocol.header.namesrv;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Which topic the route in the body is for. */
public record RegisterTopicRequestHeader(String topic) implements CommandCustomHeader {}
