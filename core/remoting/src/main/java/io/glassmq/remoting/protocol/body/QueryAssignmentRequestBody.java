package io.glassmq.remoting.protocol.body;

import io.glassmq.remoting.protocol.heartbeat.MessageModel;

/** A consumer asks the broker which queues it shall work on. */
public record QueryAssignmentRequestBody(
    String topic,
    String consumerGroup,
    String clientId,
    String strategyName,
    MessageModel messageModel) {}
