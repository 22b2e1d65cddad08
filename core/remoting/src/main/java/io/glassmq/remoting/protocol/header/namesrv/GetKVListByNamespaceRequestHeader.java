package io.glassmq.remoting.protocol.header.namesrv;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Asks for all values of a namespace. */
public record GetKVListByNamespaceRequestHeader(String namespace) implements CommandCustomHeader {}
