package io.glassmq.remoting.protocol.header.namesrv;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Removes a value. */
public record DeleteKVConfigRequestHeader(String namespace, String key)
    implements CommandCustomHeader {}
