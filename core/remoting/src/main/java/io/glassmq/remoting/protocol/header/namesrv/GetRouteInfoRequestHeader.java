package io.glassmq.remoting.protocol.header.namesrv;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Asks where a topic lives. */
public record GetRouteInfoRequestHeader(String topic, Boolean acceptStandardJsonOnly)
    implements CommandCustomHeader {}
