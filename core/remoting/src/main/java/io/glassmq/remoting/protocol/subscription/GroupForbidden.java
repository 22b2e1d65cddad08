package io.glassmq.remoting.protocol.subscription;

/** Whether a group may read a topic. */
public record GroupForbidden(String group, String topic, Boolean readable) {}
