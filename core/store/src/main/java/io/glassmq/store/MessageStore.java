package io.glassmq.store;

import io.glassmq.common.message.MessageExt;
import io.glassmq.store.logfile.FilePosition;
import io.glassmq.store.queue.ConsumeQueueEntry;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps messages: appends them to a log, finds them by queue and offset.
 *
 * <ul>
 *   <li>MS-1: an offset that {@link #putMessage} answered with success is never given to another
 *       message of that queue.
 *   <li>MS-2: the offsets of a queue have no gaps, in the order in which messages were appended.
 *   <li>MS-3: what was answered as stored under sync flush survives a crash of the machine; under
 *       async flush it survives a crash of the process.
 *   <li>MS-4: reading never changes what is stored.
 * </ul>
 *
 * <p>Thread-safe. Official counterpart: {@code org.apache.rocketmq.store.MessageStore}.
 */
public interface MessageStore {

  /**
   * Locks the store folder, for who wants to read other files in there before {@link #load()}.
   *
   * @throws StoreException if the folder is in use or unwritable
   */
  void lock() throws StoreException;

  /**
   * Locks the store folder unless it is ours already, reads what is there and repairs what a crash
   * left behind.
   *
   * @throws StoreException if the folder is in use, unwritable, or not a store
   */
  void load() throws StoreException;

  /** Starts the services. Call {@link #load()} first. */
  void start() throws StoreException;

  /** Stops the services, flushes everything and lets the folder go; whatever was begun of it. */
  void shutdown();

  /**
   * Appends one message, or all entries of a {@link MessageExtBatch} as consecutive records of one
   * queue: all or none.
   *
   * @return completes when the message is as safe as the flush mode promises; never fails, errors
   *     are a {@link PutMessageStatus}
   */
  CompletableFuture<PutMessageResult> putMessage(MessageExtBrokerInner message);

  /**
   * Brings all that was put so far to the disk, whatever the flush mode promises: for who is about
   * to note that it is there. Waits for the disk.
   *
   * @throws IOException if the disk refuses; the store takes nothing more then
   */
  void flush() throws IOException;

  /**
   * Reads messages of one queue. The result must be {@linkplain GetMessageResult#release()
   * released}.
   *
   * @param offset of the first wanted message, counted in messages
   * @param maxMsgNums 1 or more; the store may return fewer
   * @param filter which messages are wanted
   * @return null if the store is shut down
   */
  GetMessageResult getMessage(
      String topic, int queueId, long offset, int maxMsgNums, MessageFilter filter);

  /** The offset that the next dispatched message of the queue gets; 0 for an unknown queue. */
  long getMaxOffsetInQueue(String topic, int queueId);

  /** The offset of the oldest message still there; 0 for an unknown queue. */
  long getMinOffsetInQueue(String topic, int queueId);

  /**
   * The offset that belongs to a store time.
   *
   * @param timestamp milliseconds since 1970
   */
  long getOffsetInQueueByTime(String topic, int queueId, long timestamp, BoundaryType boundary);

  /** The message whose record starts exactly at this byte of the log. */
  Optional<MessageExt> lookMessageByOffset(long commitLogOffset);

  /** The same as bytes, as they lie in the log. */
  Optional<GetMessageResult> selectOneMessageByOffset(long commitLogOffset);

  /**
   * Finds the newest messages of a topic that have a key, or this unique id. The slices of the
   * result must be released.
   *
   * @param maxNum of messages; the store may return fewer
   * @param begin store time of the oldest wanted message, ms since 1970
   * @param end store time of the newest wanted message, ms since 1970
   */
  QueryMessageResult queryMessage(String topic, String key, int maxNum, long begin, long end);

  /** The same by tag. */
  QueryMessageResult queryMessageByTag(String topic, String tag, int maxNum, long begin, long end);

  /** What the consume queue says about its message {@code offset}, and where. */
  Optional<ConsumeQueueEntry> consumeQueueUnit(String topic, int queueId, long offset);

  /** When the message at this offset of a queue was stored, ms since 1970; 0 if there is none. */
  default long getMessageStoreTime(String topic, int queueId, long offset) {
    return consumeQueueUnit(topic, queueId, offset)
        .flatMap(unit -> lookMessageByOffset(unit.physicalOffset()))
        .map(MessageExt::getStoreTimestamp)
        .orElse(0L);
  }

  /** In which file, and where in it, this byte of the log lies. */
  Optional<FilePosition> filePosition(long commitLogOffset);

  /** When the oldest message of the queue was stored, milliseconds since 1970; -1 if none. */
  long getEarliestMessageTime(String topic, int queueId);

  /** Where in the log the oldest byte is. */
  long getMinPhyOffset();

  /** Where in the log the next record goes. */
  long getMaxPhyOffset();

  /** Whether a message at this log offset is probably still in the page cache. */
  boolean isInMemory(long commitLogOffset);

  /** How long the current append has held the lock, in ms; 0 if none does. */
  long lockTimeMillis();

  /** Everything before this offset of the log has its consume queue entries. */
  long dispatchedOffset();

  /** Bytes of log that have no consume queue entries yet. */
  long dispatchBehindBytes();

  /** Forgets a topic: its consume queues go, its records stay in the log until they expire. */
  void deleteTopic(String topic);

  /** Lets expired files go now, in the background, and not at their hour. */
  void executeDeleteFilesManually();

  /** Begins a round of cleaning now, in the background, and not when it is due. */
  void cleanExpiredConsumerQueue();

  /** Every topic that has consume queues. */
  Set<String> topics();

  /** Numbers for people and for the runtime info. */
  StoreStats stats();
}
