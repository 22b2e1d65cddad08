package io.glassmq.broker.pop;

import io.glassmq.remoting.protocol.TransferBody;
import io.glassmq.store.logfile.MappedSlice;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Records as the body of an answer: most go from the mapped files to the socket.
 *
 * @param buffers the records in order
 * @param slices pieces of mapped files that some of the buffers are
 */
record PoppedRecords(List<ByteBuffer> buffers, List<MappedSlice> slices) implements TransferBody {

  @Override
  public int size() {
    return buffers.stream().mapToInt(ByteBuffer::remaining).sum();
  }

  @Override
  public void release() {
    slices.forEach(MappedSlice::release);
  }
}
