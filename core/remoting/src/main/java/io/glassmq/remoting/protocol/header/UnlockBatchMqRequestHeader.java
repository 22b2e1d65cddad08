package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** Goes with an unlock request; the body says all. */
public record UnlockBatchMqRequestHeader() implements CommandCustomHeader {}
