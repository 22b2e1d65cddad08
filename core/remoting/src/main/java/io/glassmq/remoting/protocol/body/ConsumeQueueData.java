package io.glassmq.remoting.protocol.body;

/** An entry of a consume queue. */
public record ConsumeQueueData(
    long physicOffset,
    int physicSize,
    long tagsCode,
    String extendDataJson,
    String bitMap,
    boolean eval,
    String msg) {}
