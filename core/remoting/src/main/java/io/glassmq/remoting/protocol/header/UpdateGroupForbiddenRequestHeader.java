package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/**
 * Keeps a group from reading a topic, or lets it.
 *
 * @param readable null: only look
 */
public record UpdateGroupForbiddenRequestHeader(String group, String topic, Boolean readable)
    implements CommandCustomHeader {}
