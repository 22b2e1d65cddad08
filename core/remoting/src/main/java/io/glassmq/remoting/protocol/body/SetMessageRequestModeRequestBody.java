package io.glassmq.remoting.protocol.body;

import io.glassmq.common.message.MessageRequestMode;

/**
 * How a group is to get the messages of a topic.
 *
 * @param popShareQueueNum how many neighbours' queues a member pops from besides its own; 0 or less
 *     for all queues
 */
public record SetMessageRequestModeRequestBody(
    String topic, String consumerGroup, MessageRequestMode mode, int popShareQueueNum) {}
