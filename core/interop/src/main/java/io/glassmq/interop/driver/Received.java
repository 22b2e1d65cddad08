package io.glassmq.interop.driver;

/** A message as a consumer got it. */
public record Received(
    String msgId,
    String topic,
    String brokerName,
    int queueId,
    long queueOffset,
    String tags,
    String keys,
    String body,
    int reconsumeTimes) {}
