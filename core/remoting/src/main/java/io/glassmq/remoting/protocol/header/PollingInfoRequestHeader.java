package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Asks how many pops of a group wait at a queue. */
public record PollingInfoRequestHeader(String consumerGroup, String topic, int queueId)
    implements CommandCustomHeader {}
