package io.glassmq.remoting.protocol.body;

import io.glassmq.common.message.MessageQueue;

/**
 * How far a group is behind in one queue, in time. All times are ms since 1970 of a message.
 *
 * @param minTimeStamp of the oldest
 * @param maxTimeStamp of the newest
 * @param consumeTimeStamp of the last one that the group has consumed
 * @param delayTime ms between that and the newest
 */
public record QueueTimeSpan(
    MessageQueue messageQueue,
    long minTimeStamp,
    long maxTimeStamp,
    long consumeTimeStamp,
    long delayTime) {}
