package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Goes with a lock request; the body says all. */
public record LockBatchMqRequestHeader() implements CommandCustomHeader {}
