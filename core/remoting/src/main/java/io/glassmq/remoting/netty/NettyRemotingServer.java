package io.glassmq.remoting.netty;

import io.glassmq.common.Clock;
import io.glassmq.remoting.ChannelEventListener;
import io.glassmq.remoting.Registration;
import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.RemotingParts;
import io.glassmq.remoting.RemotingServer;
import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.protocol.RequestCode;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The listening side over Netty. The I/O threads accept, read, decode, run processors that have no
 * executor of their own, and write.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.remoting.netty.NettyRemotingServer}.
 */
public final class NettyRemotingServer implements RemotingServer {
  private static final String THREADS =
      Epoll.isAvailable() ? "NettyServerEPOLLSelector_" : "NettyServerNIOSelector_";

  /** For all connections together; a peer that does not read gets no more. */
  private static final long LAST_WORDS_MILLIS = 3_000;

  private final NettyServerConfig config;
  private final ChannelEventListener events;
  private final RemotingParts parts;
  private final Clock clock;
  private final RequestDispatcher dispatcher;
  private final NettyRemotingServer host;
  private final Set<NettyChannel> connections = ConcurrentHashMap.newKeySet();
  private EventLoops loops;
  private Channel listening;
  private int port;

  public NettyRemotingServer(
      NettyServerConfig config, ChannelEventListener events, RemotingParts parts, Clock clock) {
    this(config, events, parts, clock, new RequestDispatcher(), null);
  }

  private NettyRemotingServer(
      NettyServerConfig config,
      ChannelEventListener events,
      RemotingParts parts,
      Clock clock,
      RequestDispatcher dispatcher,
      NettyRemotingServer host) {
    this.config = config;
    this.events = events;
    this.parts = parts;
    this.clock = clock;
    this.dispatcher = dispatcher;
    this.host = host;
  }

  /**
   * A second port with the threads of this server and the processors that it has by now, but for
   * those in {@code without}. It is started after this server and shut down before it.
   */
  public RemotingServer newRemotingServer(int listenPort, Set<RequestCode> without) {
    return new NettyRemotingServer(
        config.withListenPort(listenPort), events, parts, clock, dispatcher.without(without), this);
  }

  @Override
  public void registerProcessor(RequestCode code, RequestProcessor processor, Executor executor) {
    dispatcher.register(code, processor, executor);
  }

  @Override
  public Map<RequestCode, Registration> registrations() {
    return dispatcher.registrations();
  }

  @Override
  public void start() {
    loops = host == null ? EventLoops.open(config.ioThreads(), THREADS) : host.loops;
    var address = new InetSocketAddress(config.bindAddress(), config.listenPort());
    ChannelFuture bound = bootstrap().bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      shutdown();
      throw new UncheckedIOException(
          new IOException(
              "Cannot listen on "
                  + config.bindAddress()
                  + ":"
                  + config.listenPort()
                  + ": "
                  + bound.cause().getMessage(),
              bound.cause()));
    }
    listening = bound.channel();
    port = ((InetSocketAddress) listening.localAddress()).getPort();
  }

  private ServerBootstrap bootstrap() {
    var inFlight = NettyChannel.InFlight.of(config.asyncLimit(), config.onewayLimit());
    var setup =
        new ConnectionSetup(
            parts, dispatcher, new Census(), inFlight, config.maxIdleSeconds(), clock);
    int limitBytes = config.writeBufferLimitBytes();
    return new ServerBootstrap()
        .group(loops.group())
        .channel(loops.listening())
        .option(ChannelOption.SO_BACKLOG, config.backlog())
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(
            ChannelOption.WRITE_BUFFER_WATER_MARK,
            new WriteBufferWaterMark(limitBytes / 2, limitBytes))
        .childHandler(setup);
  }

  @Override
  public void shutdown() {
    if (listening != null) {
      listening.close().awaitUninterruptibly();
      var farewells = connections.stream().map(NettyChannel::closeAfterWrites).toList();
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LAST_WORDS_MILLIS);
      farewells.forEach(
          closed -> closed.awaitUninterruptibly(end - System.nanoTime(), TimeUnit.NANOSECONDS));
      listening = null;
    }
    if (host == null && loops != null) {
      loops.close();
      loops = null;
    }
  }

  @Override
  public int localListenPort() {
    return port;
  }

  /** Keeps count of the connections and passes the news on. */
  private final class Census implements ChannelEventListener {
    @Override
    public void onConnect(RemotingChannel channel) {
      connections.add((NettyChannel) channel);
      events.onConnect(channel);
    }

    @Override
    public void onClose(RemotingChannel channel) {
      connections.remove(channel);
      events.onClose(channel);
    }
  }
}
