package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Asks where a group stands in a queue. */
public record QueryConsumerOffsetRequestHeader(
    String consumerGroup, String topic, int queueId, Boolean setZeroIfNotFound)
    implements CommandCustomHeader {}
