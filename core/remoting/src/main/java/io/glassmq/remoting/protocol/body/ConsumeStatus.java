package io.glassmq.remoting.protocol.body;

/**
 * How a consumer is doing with one topic.
 *
 * @param pullRT ms that a pull takes
 * @param pullTPS messages a second that are fetched
 * @param consumeRT ms that a message takes
 * @param consumeOKTPS messages a second that are consumed
 * @param consumeFailedTPS messages a second that fail
 * @param consumeFailedMsgs messages that failed in the last hour
 */
public record ConsumeStatus(
    double pullRT,
    double pullTPS,
    double consumeRT,
    double consumeOKTPS,
    double consumeFailedTPS,
    long consumeFailedMsgs) {}
