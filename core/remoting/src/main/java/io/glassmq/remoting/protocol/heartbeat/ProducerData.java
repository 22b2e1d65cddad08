package io.glassmq.remoting.protocol.heartbeat;

/** A producer group that the client belongs to. */
public record ProducerData(String groupName) {}
