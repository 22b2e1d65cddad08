package io.glassmq.store.queue;

/**
 * One unit of a consume queue as its readers see it, whatever the kind of the queue.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.queue.CqUnit}.
 *
 * @param queueOffset of the first message
 * @param batchNum how many messages the record holds, 1 or more
 * @param physicalOffset where the record starts in the log
 * @param size of the record in bytes
 * @param tagsCode hash of the message's tag, 0 if it has none
 */
public record CqUnit(long queueOffset, int batchNum, long physicalOffset, int size, long tagsCode) {

  /** Whether somebody wrote it; true for blank units too. */
  public boolean isWritten() {
    return physicalOffset >= 0 && size > 0 && batchNum > 0;
  }

  /** Whether it stands for a message that was gone before the queue began. */
  public boolean isBlank() {
    return physicalOffset == 0 && size == Integer.MAX_VALUE;
  }

  /** The offset behind the last message. */
  public long nextOffset() {
    return queueOffset + batchNum;
  }

  /** The first byte of the log behind the record. */
  public long physicalEnd() {
    return physicalOffset + size;
  }
}
