package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.annotation.CFNullable;
import io.glassmq.remoting.protocol.CommandCustomHeader;

/** A client leaves: as producer, as consumer, or both. */
public record UnregisterClientRequestHeader(
    String clientID, @CFNullable String producerGroup, @CFNullable String consumerGroup)
    implements CommandCustomHeader {}
