package io.glassmq.remoting;

import io.glassmq.remoting.protocol.FrameCodec;
import java.util.function.Supplier;

/**
 * The parts of this room that can be replaced.
 *
 * @param frameCodec lab 01: bytes to commands and back
 * @param pendingRequests lab 02: makes a table for each connection
 */
public record RemotingParts(FrameCodec frameCodec, Supplier<PendingRequests> pendingRequests) {

  /** The reference parts. */
  public static RemotingParts defaults() {
    return new RemotingParts(FrameCodec.standard(), ResponseTable::new);
  }

  /** The same with another codec; lab 01. */
  public RemotingParts with(FrameCodec other) {
    return new RemotingParts(other, pendingRequests);
  }

  /** The same with other tables; lab 02. */
  public RemotingParts with(Supplier<PendingRequests> others) {
    return new RemotingParts(frameCodec, others);
  }
}
