package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/**
 * Moves a group to another place.
 *
 * @param queueId one queue, or -1
 * @param offset where to, or -1: the timestamp says it
 * @param timestamp ms since 1970; below 0: the end
 * @param isForce may also move forward
 */
public record ResetOffsetRequestHeader(
    String group, String topic, Integer queueId, Long offset, long timestamp, boolean isForce)
    implements CommandCustomHeader {}
