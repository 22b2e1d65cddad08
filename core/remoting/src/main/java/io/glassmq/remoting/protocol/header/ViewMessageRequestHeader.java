package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.annotation.CFNullable;
import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Asks for the message at a physical offset. */
public record ViewMessageRequestHeader(@CFNullable String topic, long offset)
    implements CommandCustomHeader {}
