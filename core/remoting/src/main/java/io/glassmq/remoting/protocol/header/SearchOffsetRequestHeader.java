package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.annotation.CFNullable;
import io.glassmq.remoting.protocol.CommandCustomHeader;

/**
 * Asks for the offset at a time; {@code boundaryType} is {@code LOWER} (also when null) or {@code
 * UPPER}.
 */
public record SearchOffsetRequestHeader(
    String topic, int queueId, long timestamp, @CFNullable String boundaryType)
    implements CommandCustomHeader {}
