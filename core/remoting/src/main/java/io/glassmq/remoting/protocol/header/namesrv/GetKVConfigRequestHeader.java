package io.glassmq.remoting.protocol.header.namesrv;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Asks for a value. */
public record GetKVConfigRequestHeader(String namespace, String key)
    implements CommandCustomHeader {}
