package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Says where a group stands in a queue. */
public record UpdateConsumerOffsetRequestHeader(
    String consumerGroup, String topic, int queueId, long commitOffset)
    implements CommandCustomHeader {}
