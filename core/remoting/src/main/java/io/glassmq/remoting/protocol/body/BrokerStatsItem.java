package io.glassmq.remoting.protocol.body;

/**
 * One counter over a span of time.
 *
 * @param sum how much
 * @param tps how much a second
 * @param avgpt how much each time
 */
public record BrokerStatsItem(long sum, double tps, double avgpt) {}
