package io.glassmq.remoting.netty;

import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.FrameCodec;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Cuts the stream of one connection into frames. After the first that is broken nothing is read any
 * more: it cannot be known where the next one begins.
 */
final class FrameDecoder extends ByteToMessageDecoder {
  private static final byte TLS_HANDSHAKE = 0x16;

  private final FrameCodec codec;
  private boolean broken;

  FrameDecoder(FrameCodec codec) {
    this.codec = codec;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws RemotingCommandException {
    if (broken) {
      in.skipBytes(in.readableBytes());
      return;
    }
    ByteBuffer bytes = in.internalNioBuffer(in.readerIndex(), in.readableBytes());
    try {
      int length = codec.frameLength(bytes);
      if (length > 0 && length <= bytes.remaining()) {
        bytes.limit(bytes.position() + length);
        out.add(codec.decode(bytes));
        in.skipBytes(length);
      }
    } catch (RemotingCommandException | RuntimeException e) {
      broken = true;
      // No frame begins like this: it would be longer than the longest.
      if (in.getByte(in.readerIndex()) == TLS_HANDSHAKE) {
        throw new RemotingCommandException("it speaks TLS, which this port does not", e);
      }
      throw e;
    }
  }
}
