package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Goes with the broker's settings: a {@code DataVersion} as JSON text. */
public record GetBrokerConfigResponseHeader(String version) implements CommandCustomHeader {}
