package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Tells a member that its group has changed. */
public record NotifyConsumerIdsChangedRequestHeader(String consumerGroup)
    implements CommandCustomHeader {}
