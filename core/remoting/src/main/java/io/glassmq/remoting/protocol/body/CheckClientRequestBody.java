package io.glassmq.remoting.protocol.body;

import io.glassmq.remoting.protocol.heartbeat.SubscriptionData;

/** A client asks whether the broker understands a subscription. */
public record CheckClientRequestBody(
    String clientId, String group, SubscriptionData subscriptionData) {}
