package io.glassmq.remoting.protocol.body;

import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;

/** What a group wants of a topic; nothing while no member is connected. */
public record QuerySubscriptionResponseBody(
    SubscriptionData subscriptionData, String group, String topic) {}
