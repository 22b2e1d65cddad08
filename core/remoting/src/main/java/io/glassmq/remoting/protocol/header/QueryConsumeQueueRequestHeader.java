package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.annotation.CFNullable;
import io.glassmq.remoting.protocol.CommandCustomHeader;

/**
 * Asks for entries of a consume queue.
 *
 * @param consumerGroup whose filter is looked at, or null
 */
public record QueryConsumeQueueRequestHeader(
    String topic, int queueId, long index, int count, @CFNullable String consumerGroup)
    implements CommandCustomHeader {}
