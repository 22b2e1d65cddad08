package io.glassmq.remoting.protocol.header.namesrv;

import io.glassmq.remoting.annotation.CFNullable;
import io.glassmq.remoting.protocol.CommandCustomHeader;

/** The value. */
public record GetKVConfigResponseHeader(@CFNullable String value) implements CommandCustomHeader {}
