package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/**
 * Asks which messages a group has popped and not acknowledged. Only brokers like ours know the
 * question.
 *
 * @param maxNum of messages that the answer may list
 */
public record GetPopInFlightRequestHeader(String consumerGroup, int maxNum)
    implements CommandCustomHeader {}
