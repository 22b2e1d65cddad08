package io.glassmq.store;

/**
 * How an append ended.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.PutMessageStatus}.
 */
public enum PutMessageStatus {
  PUT_OK,
  /** Stored, but the flush was not done in time. */
  FLUSH_DISK_TIMEOUT,
  /** The store takes no messages: shut down, disk full, or a failed disk. */
  SERVICE_NOT_AVAILABLE,
  CREATE_MAPPED_FILE_FAILED,
  MESSAGE_ILLEGAL,
  PROPERTIES_SIZE_EXCEEDED,
  /** An append has held the lock for too long: the disk does not keep up. */
  OS_PAGE_CACHE_BUSY,
  UNKNOWN_ERROR;

  /** Whether the message is in the log. */
  public boolean isStored() {
    return this == PUT_OK || this == FLUSH_DISK_TIMEOUT;
  }
}
