package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.annotation.CFNullable;
import io.glassmq.remoting.protocol.CommandCustomHeader;

/**
 * Asks for messages of one queue from {@code queueOffset} on; {@code sysFlag} holds the bits of
 * {@code PullSysFlag}.
 */
public record PullMessageRequestHeader(
    String consumerGroup,
    String topic,
    int queueId,
    long queueOffset,
    int maxMsgNums,
    int sysFlag,
    long commitOffset,
    long suspendTimeoutMillis,
    @CFNullable String subscription,
    long subVersion,
    @CFNullable String expressionType,
    Integer maxMsgBytes)
    implements CommandCustomHeader {}
