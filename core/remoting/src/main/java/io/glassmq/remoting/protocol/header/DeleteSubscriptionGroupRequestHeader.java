package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Which group goes, and whether its offsets go too. */
public record DeleteSubscriptionGroupRequestHeader(String groupName, Boolean cleanOffset)
    implements CommandCustomHeader {}
