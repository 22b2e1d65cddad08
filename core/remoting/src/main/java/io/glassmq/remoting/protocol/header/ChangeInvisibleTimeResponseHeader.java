package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** What the new receipt handle of the message has to say; the client builds it. */
public record ChangeInvisibleTimeResponseHeader(long popTime, long invisibleTime, int reviveQid)
    implements CommandCustomHeader {}
