package io.glassmq.store;

/**
 * What the store has done since it was started.
 *
 * @param putMessageTimes messages appended
 * @param putMessageFailedTimes appends refused or failed
 * @param putMessageBytes bytes appended
 * @param putEntireTimeMaxMillis longest append so far
 * @param getMessageTimesFound reads that found messages
 * @param getMessageTimesMiss reads that found none
 * @param getMessageTransferred messages handed out
 */
public record StoreStats(
    long putMessageTimes,
    long putMessageFailedTimes,
    long putMessageBytes,
    long putEntireTimeMaxMillis,
    long getMessageTimesFound,
    long getMessageTimesMiss,
    long getMessageTransferred) {}
