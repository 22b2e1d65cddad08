package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.annotation.CFNullable;
import io.glassmq.remoting.protocol.CommandCustomHeader;

/**
 * Sends a group to where another one is.
 *
 * @param topic one topic, or null
 */
public record CloneGroupOffsetRequestHeader(
    String srcGroup, String destGroup, @CFNullable String topic, Boolean offline)
    implements CommandCustomHeader {}
