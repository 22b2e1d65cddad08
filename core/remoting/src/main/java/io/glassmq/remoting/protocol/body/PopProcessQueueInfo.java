package io.glassmq.remoting.protocol.body;

/**
 * One queue that a consumer pops. The fields are spelt as on the wire.
 *
 * @param waitAckCount messages that came and are not finished
 * @param droped whether the consumer pops it no more
 * @param lastPopTimestamp ms since 1970
 */
public record PopProcessQueueInfo(int waitAckCount, boolean droped, long lastPopTimestamp) {}
