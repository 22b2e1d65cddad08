package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.annotation.CFNullable;
import io.glassmq.remoting.protocol.CommandCustomHeader;

/**
 * Asks how far a group is behind.
 *
 * @param topic one topic, or null
 * @param topicList several topics, separated by semicolons, or null; with neither: all
 */
public record GetConsumeStatsRequestHeader(
    String consumerGroup, @CFNullable String topic, @CFNullable String topicList)
    implements CommandCustomHeader {}
