package io.glassmq.remoting.netty;

import io.glassmq.remoting.protocol.FrameCodec;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.TransferBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.nio.ByteBuffer;

/**
 * Turns commands into frames. A body that is somewhere else already (a mapped file) is written from
 * there; who sent it releases it when the promise is done.
 */
@Sharable
final class FrameEncoder extends ChannelOutboundHandlerAdapter {
  private final FrameCodec codec;

  FrameEncoder(FrameCodec codec) {
    this.codec = codec;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (!(message instanceof RemotingCommand command)) {
      context.write(message, promise);
      return;
    }
    ByteBuf frame;
    try {
      frame = frame(context.alloc(), command);
    } catch (RuntimeException e) {
      promise.setFailure(e);
      return;
    }
    context.write(frame, promise);
  }

  private ByteBuf frame(ByteBufAllocator allocator, RemotingCommand command) {
    ByteBuffer head = codec.encodeHead(command);
    TransferBody transfer = command.transferBody();
    if (transfer == null) {
      ByteBuf frame = allocator.ioBuffer(head.remaining() + command.body().length);
      return frame.writeBytes(head).writeBytes(command.body());
    }
    var pieces = transfer.buffers();
    // All pieces must be outside the heap, or Netty would copy them into one buffer.
    ByteBuf first = allocator.directBuffer(head.remaining()).writeBytes(head);
    var frame = allocator.compositeDirectBuffer(1 + pieces.size()).addComponent(true, first);
    for (ByteBuffer piece : pieces) {
      frame.addComponent(true, Unpooled.wrappedBuffer(piece));
    }
    return frame;
  }
}
