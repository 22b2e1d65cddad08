package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/**
 * A popped message is consumed.
 *
 * @param topic that was really popped from: the retry topic if the handle says so
 * @param extraInfo the receipt handle
 * @param offset of the message in its queue
 */
public record AckMessageRequestHeader(
    String consumerGroup, String topic, int queueId, String extraInfo, long offset)
    implements CommandCustomHeader {}
