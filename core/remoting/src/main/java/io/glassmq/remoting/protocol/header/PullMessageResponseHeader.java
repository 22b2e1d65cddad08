package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Where to go on, and the bounds of the queue. */
public record PullMessageResponseHeader(
    long suggestWhichBrokerId,
    long nextBeginOffset,
    long minOffset,
    long maxOffset,
    Integer topicSysFlag,
    Integer groupSysFlag,
    Integer forbiddenType)
    implements CommandCustomHeader {}
