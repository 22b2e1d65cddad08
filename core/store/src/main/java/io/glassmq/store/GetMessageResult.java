package io.glassmq.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a read brought: records as slices of mapped files, which stay mapped until {@link
 * #release()}.
 *
 * <p>Used by one thread at a time. Official counterpart: {@code
 * org.apache.rocketmq.store.GetMessageResult}.
 */
public final class GetMessageResult {
  private final GetMessageStatus status;
  private final long nextBeginOffset;
  private final long minOffset;
  private final long maxOffset;
  private final List<MappedSlice> slices;
  private final int bufferTotalSize;

  GetMessageResult(
      GetMessageStatus status,
      long nextBeginOffset,
      long minOffset,
      long maxOffset,
      List<MappedSlice> slices) {
    this.status = status;
    this.nextBeginOffset = nextBeginOffset;
    this.minOffset = minOffset;
    this.maxOffset = maxOffset;
    this.slices = slices;
    this.bufferTotalSize = slices.stream().mapToInt(MappedSlice::size).sum();
  }

  public GetMessageStatus status() {
    return status;
  }

  /** Where to read on. */
  public long nextBeginOffset() {
    return nextBeginOffset;
  }

  public long minOffset() {
    return minOffset;
  }

  public long maxOffset() {
    return maxOffset;
  }

  public int messageCount() {
    return slices.size();
  }

  /** Bytes of all records. */
  public int bufferTotalSize() {
    return bufferTotalSize;
  }

  /** The records in order, one buffer each. */
  public List<ByteBuffer> buffers() {
    List<ByteBuffer> buffers = new ArrayList<>(slices.size());
    slices.forEach(slice -> buffers.add(slice.buffer()));
    return buffers;
  }

  /** The buffers must not be touched any more. Call it exactly once. */
  public void release() {
    slices.forEach(MappedSlice::release);
  }
}
