package io.glassmq.remoting;

import io.glassmq.remoting.protocol.FrameCodec;
import java.util.function.Supplier;

/**
 * The parts of this room that can be replaced.
 *
 * @param frameCodec bytes to commands and back
 * @param pendingRequests makes a table for each connection
 */
public record RemotingParts(FrameCodec frameCodec, Supplier<PendingRequests> pendingRequests) {

  /** The reference parts. */
  public static RemotingParts defaults() {
    return new RemotingParts(FrameCodec.standard(), ResponseTable::new);
  }
}
