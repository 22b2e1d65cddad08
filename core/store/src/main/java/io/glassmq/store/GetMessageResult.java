package io.glassmq.store;

import io.glassmq.store.logfile.MappedSlice;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a read brought: records as slices of mapped files, which stay mapped until {@link
 * #release()}.
 *
 * <p>Used by one thread at a time. Official counterpart: {@code
 * org.apache.rocketmq.store.GetMessageResult}.
 *
 * @param nextBeginOffset where to read on
 * @param minOffset of the queue
 * @param maxOffset of the queue
 * @param messageCount more than there are slices where a record holds several messages
 * @param suggestPullingFromSlave whether a replica should serve what follows: it lies so far back
 *     that it would have to come from the disk
 * @param slices the records in order
 */
public record GetMessageResult(
    GetMessageStatus status,
    long nextBeginOffset,
    long minOffset,
    long maxOffset,
    int messageCount,
    boolean suggestPullingFromSlave,
    List<MappedSlice> slices) {

  /** Bytes of all records; asked before anybody reads the buffers. */
  public int bufferTotalSize() {
    return slices.stream().mapToInt(MappedSlice::size).sum();
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
