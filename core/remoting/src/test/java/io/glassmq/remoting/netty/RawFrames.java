package io.glassmq.remoting.netty;

import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.FrameCodec;
import io.glassmq.remoting.protocol.RemotingCommand;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Frames on a plain socket, for peers that do not behave. */
final class RawFrames {
  private RawFrames() {}

  static byte[] of(RemotingCommand command) {
    ByteBuffer head = FrameCodec.standard().encodeHead(command);
    var frame = new byte[head.remaining() + command.body().length];
    int headBytes = head.remaining();
    head.get(frame, 0, headBytes);
    System.arraycopy(command.body(), 0, frame, headBytes, command.body().length);
    return frame;
  }

  /**
   * The next frame.
   *
   * @throws java.io.EOFException if the other side has closed
   */
  static RemotingCommand read(Socket socket) throws IOException, RemotingCommandException {
    var in = new DataInputStream(socket.getInputStream());
    int length = in.readInt();
    ByteBuffer frame = ByteBuffer.allocate(4 + length).putInt(length);
    in.readFully(frame.array(), 4, length);
    return FrameCodec.standard().decode(frame.rewind());
  }
}
