package io.glassmq.namesrv;

import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.FrameCodec;
import io.glassmq.remoting.protocol.RemotingCommand;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Commands as they come from the wire. */
public final class Frames {
  private Frames() {}

  /** A command from the JSON of its header, without a body. */
  public static RemotingCommand fromJson(String header) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    var frame = ByteBuffer.allocate(8 + json.length);
    return decode(frame.putInt(4 + json.length).putInt(json.length).put(json).flip());
  }

  public static RemotingCommand decode(ByteBuffer frame) {
    try {
      return FrameCodec.standard().decode(frame);
    } catch (RemotingCommandException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
