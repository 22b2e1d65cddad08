package io.glassmq.store.queue;

/**
 * How a message is found: what its consume queue says about it, and where that is written.
 *
 * @param fileName of the consume queue file, relative to the store folder
 * @param positionInFile of the unit's first byte
 * @param physicalOffset where the record starts in the log
 * @param size of the record in bytes
 * @param tagsCode hash of the message's tag, 0 if it has none
 */
public record ConsumeQueueEntry(
    String fileName, int positionInFile, long physicalOffset, int size, long tagsCode) {}
