package io.glassmq.solutions.lab01;

import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.FrameCodec;
import io.glassmq.remoting.protocol.JsonHeader;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.SerializeType;
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
    if (bytes.remaining() < LENGTH_BYTES) {
      return 0;
    }
    int length = bytes.getInt(bytes.position());
    if (length < HEADER_OFFSET - LENGTH_BYTES || length > MAX_FRAME_BYTES - LENGTH_BYTES) {
      throw new RemotingCommandException(
          "a frame length of " + length + " is not within 4.." + (MAX_FRAME_BYTES - LENGTH_BYTES));
    }
    return LENGTH_BYTES + length;
  }

  @Override
  public RemotingCommand decode(ByteBuffer frame) throws RemotingCommandException {
    int frameLength = frameLength(frame);
    if (frameLength != frame.remaining()) {
      throw new RemotingCommandException(
          "a frame of " + frameLength + " bytes in " + frame.remaining() + " bytes");
    }
    int mark = frame.getInt(frame.position() + TYPE_OFFSET);
    int headerLength = mark & HEADER_LENGTH_MASK;
    if (headerLength > frameLength - HEADER_OFFSET) {
      throw new RemotingCommandException(
          "a header of " + headerLength + " bytes in a frame of " + frameLength);
    }
    ByteBuffer header = frame.slice(frame.position() + HEADER_OFFSET, headerLength);
    RemotingCommand command =
        switch (mark >>> 24) {
          case 0 -> JsonHeader.decode(header);
          case 1 -> MyBinaryHeader.decode(header).serializeType(SerializeType.ROCKETMQ);
          default ->
              throw new RemotingCommandException("a header of unknown type " + (mark >>> 24));
        };
    var body = new byte[frameLength - HEADER_OFFSET - headerLength];
    frame.get(frame.position() + HEADER_OFFSET + headerLength, body);
    return command.body(body);
  }

  @Override
  public ByteBuffer encodeHead(RemotingCommand command) {
    SerializeType type =
        MyBinaryHeader.canCarry(command) ? command.serializeType() : SerializeType.JSON;
    byte[] header =
        switch (type) {
          case JSON -> JsonHeader.encode(command);
          case ROCKETMQ -> MyBinaryHeader.encode(command);
        };
    long frameLength = (long) HEADER_OFFSET + header.length + command.bodySize();
    if (frameLength > MAX_FRAME_BYTES) {
      throw new IllegalArgumentException(
          "a frame of "
              + frameLength
              + " bytes is longer than "
              + MAX_FRAME_BYTES
              + ": "
              + command);
    }
    return ByteBuffer.allocate(HEADER_OFFSET + header.length)
        .putInt((int) frameLength - LENGTH_BYTES)
        .putInt(type.ordinal() << 24 | header.length)
        .put(header)
        .flip();
  }
}
