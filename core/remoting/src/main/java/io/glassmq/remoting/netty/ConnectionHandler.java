package io.glassmq.remoting.netty;

import io.glassmq.remoting.ChannelEventListener;
import io.glassmq.remoting.exception.RemotingCommandException;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens on one connection, in the order in which it happens: connected, commands, too much
 * to write, idle, broken, gone. Runs on the connection's I/O thread.
 */
final class ConnectionHandler extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionHandler.class);

  private final NettyChannel channel;
  private final RequestDispatcher dispatcher;
  private final ChannelEventListener events;

  ConnectionHandler(
      NettyChannel channel, RequestDispatcher dispatcher, ChannelEventListener events) {
    this.channel = channel;
    this.dispatcher = dispatcher;
    this.events = events;
  }

  NettyChannel channel() {
    return channel;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    LOG.debug("{} is connected", channel);
    events.onConnect(channel);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    channel.heard();
    var command = (RemotingCommand) message;
    if (command.isResponse()) {
      channel.answered(command);
    } else {
      dispatcher.dispatch(channel, command);
    }
  }

  /** Who does not read our answers does not get more work done. */
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    context.channel().config().setAutoRead(context.channel().isWritable());
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent) {
      LOG.info("Closed the connection to {}: nothing was said for too long", channel);
      context.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause.getCause() instanceof RemotingCommandException e) {
      LOG.warn("Closed the connection to {}: {}", channel, e.getMessage());
    } else if (cause instanceof IOException) {
      LOG.debug("The connection to {} broke: {}", channel, cause.getMessage());
    } else {
      LOG.warn("Closed the connection to {}", channel, cause);
    }
    context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    LOG.debug("{} is gone", channel);
    channel.gone();
    events.onClose(channel);
  }
}
