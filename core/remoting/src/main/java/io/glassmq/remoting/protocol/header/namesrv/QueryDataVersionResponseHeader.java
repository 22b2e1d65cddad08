package io.glassmq.remoting.protocol.header.namesrv;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Whether the name server holds another version. */
public record QueryDataVersionResponseHeader(boolean changed) implements CommandCustomHeader {}
