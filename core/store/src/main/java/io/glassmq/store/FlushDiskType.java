package io.glassmq.store;

/**
 * When a message counts as stored: once it is on the disk, or once the operating system has it.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.config.FlushDiskType}.
 */
public enum FlushDiskType {
  SYNC_FLUSH,
  ASYNC_FLUSH
}
