package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Asks how far a group is behind in time. */
public record QueryConsumeTimeSpanRequestHeader(String topic, String group)
    implements CommandCustomHeader {}
