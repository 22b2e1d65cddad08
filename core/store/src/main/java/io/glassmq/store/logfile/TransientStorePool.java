package io.glassmq.store.logfile;

import io.glassmq.common.config.ConfigException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;

/**
 * Direct buffers, each as large as a file of the log, made once and lent again and again. (The
 * official store also locks them in memory; Java cannot.)
 *
 * <p>Thread-safe. Official counterpart: {@code org.apache.rocketmq.store.TransientStorePool}.
 */
public final class TransientStorePool {
  private final Queue<ByteBuffer> free = new ConcurrentLinkedQueue<>();

  /**
   * @throws ConfigException if there is not so much memory outside of the heap
   */
  public TransientStorePool(int count, int bufferSize) {
    this(count, bufferSize, ByteBuffer::allocateDirect);
  }

  TransientStorePool(int count, int bufferSize, IntFunction<ByteBuffer> memory) {
    try {
      for (int i = 0; i < count; i++) {
        free.add(memory.apply(bufferSize));
      }
    } catch (OutOfMemoryError e) {
      throw new ConfigException(
          "transientStorePoolSize = %d: no memory for so many buffers of %d bytes; %s."
              .formatted(count, bufferSize, "give fewer, or more with -XX:MaxDirectMemorySize"));
    }
  }

  /** A buffer, or null if all are lent. What it holds means nothing. */
  ByteBuffer borrow() {
    return free.poll();
  }

  void giveBack(ByteBuffer buffer) {
    free.add(buffer);
  }
}
