package io.glassmq.remoting.protocol.body;

/**
 * One queue in the hands of a consumer. The fields are spelt as on the wire; times are ms since
 * 1970.
 *
 * @param commitOffset what is reported as consumed
 * @param cachedMsgCount messages that are fetched and not finished
 * @param transactionMsgCount of these, what an orderly listener works on
 * @param locked whether the queue is locked for this consumer
 * @param tryUnlockTimes how often it could not be given up
 * @param droped whether it belongs to somebody else now
 */
public record ProcessQueueInfo(
    long commitOffset,
    long cachedMsgMinOffset,
    long cachedMsgMaxOffset,
    int cachedMsgCount,
    int cachedMsgSizeInMiB,
    long transactionMsgMinOffset,
    long transactionMsgMaxOffset,
    int transactionMsgCount,
    boolean locked,
    long tryUnlockTimes,
    long lastLockTimestamp,
    boolean droped,
    long lastPullTimestamp,
    long lastConsumeTimestamp) {}
