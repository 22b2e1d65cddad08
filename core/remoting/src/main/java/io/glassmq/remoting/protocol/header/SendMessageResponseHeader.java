package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.annotation.CFNullable;
import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Where the message went: its offset id, its queue, its place in the queue. */
public record SendMessageResponseHeader(
    String msgId,
    int queueId,
    long queueOffset,
    @CFNullable String transactionId,
    @CFNullable String batchUniqId,
    @CFNullable String recallHandle)
    implements CommandCustomHeader {}
