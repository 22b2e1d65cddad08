package io.glassmq.client.consumer.listener;

/**
 * Takes messages, in order or in any order.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.client.consumer.listener.MessageListener}.
 */
public sealed interface MessageListener
    permits MessageListenerConcurrently, MessageListenerOrderly {}
