package io.glassmq.remoting.protocol.header.namesrv;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Stores a value. */
public record PutKVConfigRequestHeader(String namespace, String key, String value)
    implements CommandCustomHeader {}
