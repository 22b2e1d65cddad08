package io.glassmq.labs.lab01;

import io.glassmq.labs.LabTodo;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.FrameCodec;
import io.glassmq.remoting.protocol.RemotingCommand;
import java.nio.ByteBuffer;

/**
 * Your frame codec: commands to frames and back. Chapter 01 explains the rules; the port {@link
 * FrameCodec} shows the picture of a frame and numbers the rules FC-1 to FC-5.
 *
 * <pre>
 *   frameLength(bytes)     how long is the frame that begins here?           step 1
 *   decode(frame)          eight bytes, header, body: a command              step 2
 *   encodeHead(command)    a command: eight bytes and header                 step 3
 * </pre>
 *
 * <p>The form JSON of a header is there already: {@link io.glassmq.remoting.protocol.JsonHeader}.
 * The other form is yours: {@link MyBinaryHeader}.
 *
 * <p>One object serves all connections, so it has no fields. Many I/O threads call it.
 */
final class MyFrameCodec implements FrameCodec {
  private static final int LENGTH_BYTES = 4;
  private static final int TYPE_OFFSET = LENGTH_BYTES;
  private static final int HEADER_OFFSET = TYPE_OFFSET + 4;
  private static final int HEADER_LENGTH_MASK = 0xFF_FFFF;

  @Override
  public int frameLength(ByteBuffer bytes) throws RemotingCommandException {
    // Step 1: Say how long a frame is.
    throw new LabTodo(
        "lab01",
        "frame-length",
        "Read the four bytes at the position of bytes, without moving it, and "
            + "return the length of the whole frame. Return 0 if the four bytes are not "
            + "there yet; throw a RemotingCommandException if no frame can have that "
            + "length.");
  }

  @Override
  public RemotingCommand decode(ByteBuffer frame) throws RemotingCommandException {
    // Step 2: Take a frame apart.
    throw new LabTodo(
        "lab01",
        "decode-frame",
        "Check that the buffer holds exactly one frame and that its header fits. "
            + "Let JsonHeader or MyBinaryHeader read the header, as the type byte says; "
            + "the body is what follows. A command with a binary header has the "
            + "serializeType ROCKETMQ. Throw a RemotingCommandException for all else.");
  }

  @Override
  public ByteBuffer encodeHead(RemotingCommand command) {
    // Step 3: Write the head of a frame.
    throw new LabTodo(
        "lab01",
        "encode-head",
        "Write the four bytes of length, the type, the three bytes of header "
            + "length and the header; not the body, but count it. Use JSON where the "
            + "binary form cannot carry the command. Throw an IllegalArgumentException "
            + "if the frame would be too long.");
  }
}
