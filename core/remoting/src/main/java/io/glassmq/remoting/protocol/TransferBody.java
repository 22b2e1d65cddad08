package io.glassmq.remoting.protocol;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A body that is written to the socket from where it lies, without being copied first: slices of
 * mapped files, as a pull answer has them.
 */
public interface TransferBody {

  /** Total bytes. */
  int size();

  /** The pieces in order; each from position to limit. */
  List<ByteBuffer> buffers();

  /** Called exactly once, when the bytes are written or never will be. */
  void release();
}
