package io.glassmq.remoting.protocol.header;

import io.glassmq.remoting.protocol.CommandCustomHeader;

/** How many pops wait. */
public record PollingInfoResponseHeader(int pollingNum) implements CommandCustomHeader {}
