package io.glassmq.namesrv;

import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.FrameCodec;
import io.glassmq.remoting.protocol.RemotingCommand;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Commands as they come from the wire. */
public final class Frames {
  private static final FrameCodec CODEC = FrameCodec.standard();

  private Frames() {}

  /** A command from the JSON of its header, without a body. */
  public static RemotingCommand fromJson(String header) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    var frame = ByteBuffer.allocate(8 + json.length);
    return decode(frame.putInt(4 + json.length).putInt(json.length).put(json).array());
  }

  static RemotingCommand decode(byte[] frame) {
    try {
      return CODEC.decode(ByteBuffer.wrap(frame));
    } catch (RemotingCommandException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static void write(OutputStream out, RemotingCommand command) throws IOException {
    ByteBuffer head = CODEC.encodeHead(command);
    out.write(head.array(), head.arrayOffset(), head.remaining());
    out.write(command.body());
  }

  static RemotingCommand read(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] rest = in.readNBytes(length);
    return decode(ByteBuffer.allocate(4 + length).putInt(length).put(rest).array());
  }
}
