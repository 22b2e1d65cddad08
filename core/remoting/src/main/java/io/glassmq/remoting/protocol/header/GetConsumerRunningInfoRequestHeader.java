package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/**
 * Asks how one member of a group is.
 *
 * @param jstackEnable whether with a stack of each of its threads
 */
public record GetConsumerRunningInfoRequestHeader(
    String consumerGroup, String clientId, Boolean jstackEnable) implements CommandCustomHeader {}
