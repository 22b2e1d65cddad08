package io.glassmq.remoting.protocol;

import io.glassmq.remoting.exception.RemotingCommandException;
import java.nio.ByteBuffer;

/** The reference {@link FrameCodec}. */
final class StandardFrameCodec implements FrameCodec {
  private static final int LENGTH_BYTES = 4;
  private static final int TYPE_OFFSET = LENGTH_BYTES;
  private static final int HEADER_OFFSET = TYPE_OFFSET + 4;
  private static final int HEADER_LENGTH_MASK = 0xFF_FFFF;

  @Override
  public int frameLength(ByteBuffer bytes) throws RemotingCommandException {
    // region lab01.1 frame-length
    if (bytes.remaining() < LENGTH_BYTES) {
      return 0;
    }
    int length = bytes.getInt(bytes.position());
    if (length < HEADER_OFFSET - LENGTH_BYTES || length > MAX_FRAME_BYTES - LENGTH_BYTES) {
      throw new RemotingCommandException(
          "a frame length of " + length + " is not within 4.." + (MAX_FRAME_BYTES - LENGTH_BYTES));
    }
    return LENGTH_BYTES + length;
    // endregion
  }

  @Override
  public RemotingCommand decode(ByteBuffer frame) throws RemotingCommandException {
    // region lab01.2 decode-frame
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
          case 1 -> BinaryHeader.decode(header).serializeType(SerializeType.ROCKETMQ);
          default ->
              throw new RemotingCommandException("a header of unknown type " + (mark >>> 24));
        };
    var body = new byte[frameLength - HEADER_OFFSET - headerLength];
    frame.get(frame.position() + HEADER_OFFSET + headerLength, body);
    return command.body(body);
    // endregion
  }

  @Override
  public ByteBuffer encodeHead(RemotingCommand command) {
    // region lab01.3 encode-head
    SerializeType type =
        BinaryHeader.canCarry(command) ? command.serializeType() : SerializeType.JSON;
    byte[] header =
        switch (type) {
          case JSON -> JsonHeader.encode(command);
          case ROCKETMQ -> BinaryHeader.encode(command);
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
    // endregion
  }
}
