package io.glassmq.store;

/**
 * Where an appended message lies.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.AppendMessageResult}.
 *
 * @param wroteOffset first byte in the log
 * @param wroteBytes bytes written, of all records of a batch
 * @param msgId offset id; of a batch the ids of all records, joined by commas
 * @param storeTimestamp milliseconds since 1970
 * @param queueOffset position in the queue; of a batch that of its first record
 * @param msgNum records written
 */
public record AppendMessageResult(
    long wroteOffset,
    int wroteBytes,
    String msgId,
    long storeTimestamp,
    long queueOffset,
    int msgNum) {}
