package io.glassmq.store.logfile;

import java.nio.ByteBuffer;

/**
 * A readable piece of a mapped file that keeps the file mapped until it is released.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.store.SelectMappedBufferResult}.
 *
 * @param startOffset global offset of the first byte
 * @param buffer from position to limit
 * @param onRelease lets the file go
 */
public record MappedSlice(long startOffset, ByteBuffer buffer, Runnable onRelease) {

  public int size() {
    return buffer.remaining();
  }

  public void release() {
    onRelease.run();
  }
}
