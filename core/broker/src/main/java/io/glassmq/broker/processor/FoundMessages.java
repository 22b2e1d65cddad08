package io.glassmq.broker.processor;

import io.glassmq.remoting.protocol.TransferBody;
import io.glassmq.store.logfile.MappedSlice;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Records as the body of an answer: they go from the mapped files to the socket. */
record FoundMessages(List<MappedSlice> records) implements TransferBody {

  @Override
  public int size() {
    return records.stream().mapToInt(MappedSlice::size).sum();
  }

  @Override
  public List<ByteBuffer> buffers() {
    List<ByteBuffer> buffers = new ArrayList<>(records.size());
    records.forEach(record -> buffers.add(record.buffer()));
    return buffers;
  }

  @Override
  public void release() {
    records.forEach(MappedSlice::release);
  }
}
