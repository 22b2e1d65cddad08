package io.glassmq.store;

/**
 * A batch request on its way into the log; its body holds the entries, see {@link
 * io.glassmq.common.message.BatchEntry}.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.common.message.MessageExtBatch}.
 */
public final class MessageExtBatch extends MessageExtBrokerInner {}
