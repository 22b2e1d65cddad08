package io.glassmq.store;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Why the store may refuse messages just now. Reading goes on under every flag, and so does
 * dispatching: what is in the log shall be found.
 *
 * <pre>
 *  bit 1   2  not writeable: the disk failed
 *  bit 2   4  the consume queues cannot be written
 *  bit 3   8  the index cannot be written
 *  bit 4  16  the disk of the log is full
 *  bit 6  64  the disk of queues and index is full
 * </pre>
 *
 * <p>Thread-safe. Official counterpart: {@code org.apache.rocketmq.store.RunningFlags}.
 */
final class RunningFlags {
  static final int NOT_WRITEABLE = 1 << 1;
  static final int WRITE_LOGICS_QUEUE_ERROR = 1 << 2;
  static final int WRITE_INDEX_FILE_ERROR = 1 << 3;
  static final int DISK_FULL = 1 << 4;
  static final int LOGIC_DISK_FULL = 1 << 6;

  private final AtomicInteger bits = new AtomicInteger();

  /** Sets or clears a flag; true if that changed it. */
  boolean set(int flag, boolean on) {
    int before = bits.getAndUpdate(old -> on ? old | flag : old & ~flag);
    return ((before & flag) != 0) != on;
  }

  /** Whether one of these flags is set. */
  boolean has(int anyOf) {
    return (bits.get() & anyOf) != 0;
  }

  boolean isWriteable() {
    return bits.get() == 0;
  }
}
