package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Goes with a heartbeat; the body says all. */
public record HeartbeatRequestHeader() implements CommandCustomHeader {}
