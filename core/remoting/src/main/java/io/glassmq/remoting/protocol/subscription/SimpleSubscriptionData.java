package io.glassmq.remoting.protocol.subscription;

/** A subscription that is part of a group's settings. */
public record SimpleSubscriptionData(
    String topic, String expressionType, String expression, long version) {}
