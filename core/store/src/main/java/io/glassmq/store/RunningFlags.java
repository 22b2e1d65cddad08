package io.glassmq.store;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Why the store may refuse work just now.
 *
 * <pre>
 *  bit 1   2  not writeable: the disk failed
 *  bit 2   4  the consume queues cannot be written
 *  bit 4  16  the disk is full
 * </pre>
 *
 * <p>Thread-safe. Official counterpart: {@code org.apache.rocketmq.store.RunningFlags}.
 */
final class RunningFlags {
  static final int NOT_WRITEABLE = 1 << 1;
  static final int WRITE_LOGICS_QUEUE_ERROR = 1 << 2;
  static final int DISK_FULL = 1 << 4;

  private final AtomicInteger bits = new AtomicInteger();

  /** Sets or clears a flag; true if that changed it. */
  boolean set(int flag, boolean on) {
    int before = bits.getAndUpdate(old -> on ? old | flag : old & ~flag);
    return ((before & flag) != 0) != on;
  }

  boolean has(int flag) {
    return (bits.get() & flag) != 0;
  }

  boolean isWriteable() {
    return !has(NOT_WRITEABLE | WRITE_LOGICS_QUEUE_ERROR | DISK_FULL);
  }
}
