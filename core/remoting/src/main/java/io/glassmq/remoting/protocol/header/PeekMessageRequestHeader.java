package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Asks for messages as a pop would get them, without taking them. */
public record PeekMessageRequestHeader(
    String topic, int queueId, int maxMsgNums, String consumerGroup)
    implements CommandCustomHeader {}
