package io.glassmq.remoting.protocol.admin;

/**
 * Where a queue begins and ends.
 *
 * @param lastUpdateTimestamp when its last message was stored, ms since 1970; 0 if there is none
 */
public record TopicOffset(long minOffset, long maxOffset, long lastUpdateTimestamp) {}
