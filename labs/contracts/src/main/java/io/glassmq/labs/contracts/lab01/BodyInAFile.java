package io.glassmq.labs.contracts.lab01;

import io.glassmq.remoting.protocol.TransferBody;
import java.nio.ByteBuffer;
import java.util.List;

/** A body that is not in the command but lies elsewhere. */
record BodyInAFile(int size) implements TransferBody {
  @Override
  public List<ByteBuffer> buffers() {
    return List.of(ByteBuffer.allocate(size));
  }

  @Override
  public void release() {}
}
