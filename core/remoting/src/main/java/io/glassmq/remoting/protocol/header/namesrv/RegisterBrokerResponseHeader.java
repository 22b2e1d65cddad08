package io.glassmq.remoting.protocol.header.namesrv;

import io.glassmq.remoting.annotation.CFNullable;
import io.glassmq.remoting.protocol.CommandCustomHeader;

/** What a slave must know about its master; both null for a master. */
public record RegisterBrokerResponseHeader(
    @CFNullable String haServerAddr, @CFNullable String masterAddr)
    implements CommandCustomHeader {}
