package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/**
 * Whether a pop would find something.
 *
 * @param pollingFull too many requests wait already
 */
public record NotificationResponseHeader(boolean hasMsg, Boolean pollingFull)
    implements CommandCustomHeader {}
