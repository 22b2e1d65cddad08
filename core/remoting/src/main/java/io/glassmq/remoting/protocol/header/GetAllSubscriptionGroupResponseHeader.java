package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** How many groups there are in all. */
public record GetAllSubscriptionGroupResponseHeader(int totalGroupNum)
    implements CommandCustomHeader {}
