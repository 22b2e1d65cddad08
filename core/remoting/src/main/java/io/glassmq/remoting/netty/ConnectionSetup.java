package io.glassmq.remoting.netty;

import io.glassmq.common.Clock;
import io.glassmq.common.StepMode;
import io.glassmq.remoting.ChannelEventListener;
import io.glassmq.remoting.RemotingParts;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;

/**
 * Furnishes each new connection, of a server or of a client:
 *
 * <pre>
 *   socket - flush together - idle - frame decoder / encoder - connection handler
 * </pre>
 *
 * (TLS will stand next to the socket.)
 */
final class ConnectionSetup extends ChannelInitializer<Channel> {
  /** So many answers may wait for one write to the socket. */
  private static final int FLUSHES_TOGETHER = 256;

  private final RemotingParts parts;
  private final RequestDispatcher dispatcher;
  private final ChannelEventListener events;
  private final NettyChannel.InFlight inFlight;
  private final long idleMillis;
  private final Clock clock;
  private final FrameEncoder encoder;

  ConnectionSetup(
      RemotingParts parts,
      RequestDispatcher dispatcher,
      ChannelEventListener events,
      NettyChannel.InFlight inFlight,
      int maxIdleSeconds,
      Clock clock) {
    this.parts = parts;
    this.dispatcher = dispatcher;
    this.events = events;
    this.inFlight = inFlight;
    this.idleMillis = StepMode.limitMillis(TimeUnit.SECONDS.toMillis(maxIdleSeconds));
    this.clock = clock;
    this.encoder = new FrameEncoder(parts.frameCodec());
  }

  @Override
  protected void initChannel(Channel socket) {
    var channel = new NettyChannel(socket, parts.pendingRequests().get(), inFlight, clock);
    socket
        .pipeline()
        .addLast(new FlushConsolidationHandler(FLUSHES_TOGETHER, true))
        .addLast(new IdleStateHandler(0, 0, idleMillis, TimeUnit.MILLISECONDS))
        .addLast(new FrameDecoder(parts.frameCodec()), encoder)
        .addLast(new ConnectionHandler(channel, dispatcher, events));
  }
}
