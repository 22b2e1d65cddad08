package io.glassmq.remoting.protocol.body;

/**
 * What became of a message that was consumed on demand.
 *
 * @param order whether the listener is an orderly one
 * @param autoCommit whether its offsets are committed by themselves
 * @param remark the exception of the listener, or null
 * @param spentTimeMills in the listener
 */
public record ConsumeMessageDirectlyResult(
    boolean order,
    boolean autoCommit,
    CMResult consumeResult,
    String remark,
    long spentTimeMills) {}
