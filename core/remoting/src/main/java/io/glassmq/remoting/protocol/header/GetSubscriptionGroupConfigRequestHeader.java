package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Asks for the settings of a group. */
public record GetSubscriptionGroupConfigRequestHeader(String group)
    implements CommandCustomHeader {}
