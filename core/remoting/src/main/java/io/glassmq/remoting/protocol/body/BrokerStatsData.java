package io.glassmq.remoting.protocol.body;

/** One counter over the last minute, hour and day. */
public record BrokerStatsData(
    BrokerStatsItem statsMinute, BrokerStatsItem statsHour, BrokerStatsItem statsDay) {}
