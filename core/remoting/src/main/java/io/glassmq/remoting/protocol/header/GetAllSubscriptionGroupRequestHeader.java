package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.annotation.CFNullable;
import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Asks for all groups, page by page; without fields for everything at once. */
public record GetAllSubscriptionGroupRequestHeader(
    Integer groupSeq, @CFNullable String dataVersion, Integer maxGroupNum)
    implements CommandCustomHeader {}
