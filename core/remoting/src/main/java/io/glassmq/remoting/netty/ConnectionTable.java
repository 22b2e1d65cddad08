package io.glassmq.remoting.netty;

import io.glassmq.common.Clock;
import io.glassmq.common.StepMode;
import io.glassmq.remoting.ChannelEventListener;
import io.glassmq.remoting.RemotingParts;
import io.glassmq.remoting.exception.RemotingConnectException;
import io.glassmq.remoting.exception.RemotingTimeoutException;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The connections of a client, one for each address, made when they are first needed. An entry is a
 * future, so that all who ask while the connection is being made get the same one. Thread-safe.
 */
final class ConnectionTable {
  private static final String THREADS = "NettyClientSelector_";

  private final ConcurrentHashMap<String, CompletableFuture<NettyChannel>> connections =
      new ConcurrentHashMap<>();
  private final NettyClientConfig config;
  private final ConnectionSetup setup;
  private final Clock clock;
  private volatile EventLoops loops;

  ConnectionTable(
      NettyClientConfig config,
      ChannelEventListener events,
      RemotingParts parts,
      Clock clock,
      RequestDispatcher dispatcher) {
    this.config = config;
    this.clock = clock;
    var inFlight = NettyChannel.InFlight.of(config.asyncLimit(), config.onewayLimit());
    this.setup =
        new ConnectionSetup(parts, dispatcher, events, inFlight, config.maxIdleSeconds(), clock);
  }

  void open() {
    loops = EventLoops.open(config.ioThreads(), THREADS);
  }

  /** Closes all connections and ends the I/O threads; nobody waits for an answer after that. */
  void close() {
    EventLoops running = loops;
    loops = null;
    var last = new ArrayList<>(connections.values());
    connections.keySet().forEach(this::close);
    if (running != null) {
      running.close();
    }
    last.addAll(connections.values());
    last.forEach(ConnectionTable::abandon);
  }

  /** The threads may end before they have made a connection, or before they say that it is gone. */
  private static void abandon(CompletableFuture<NettyChannel> connection) {
    connection.completeExceptionally(notRunning());
    connection.thenAccept(NettyChannel::gone);
  }

  /** Closes the connection to an address, if there is one. */
  void close(String address) {
    var connection = connections.remove(address);
    if (connection != null) {
      connection.thenAccept(NettyChannel::close);
    }
  }

  /** The next one who asks gets a new connection; this one stays until its answers are in. */
  void forget(String address, NettyChannel channel) {
    connections.computeIfPresent(
        address, (key, connection) -> connection.getNow(null) == channel ? null : connection);
  }

  boolean isAliveOrComing(String address) {
    return isAliveOrComing(connections.get(address));
  }

  private static boolean isAliveOrComing(CompletableFuture<NettyChannel> connection) {
    return connection != null
        && (!connection.isDone()
            || !connection.isCompletedExceptionally() && connection.join().isActive());
  }

  void requireCallerMayWait() {
    EventLoops running = loops;
    if (running != null && running.isCurrentThread()) {
      throw new IllegalStateException(
          Thread.currentThread().getName()
              + " must not wait for an answer: it is the thread that would read it");
    }
  }

  /**
   * The connection to an address; made now if there is none.
   *
   * @return fails with a {@code RemotingConnectException}, or a {@code RemotingTimeoutException}
   *     when the deadline is first
   */
  CompletableFuture<NettyChannel> get(String address, long deadlineMillis) {
    EventLoops running = loops;
    if (address == null || running == null) {
      return CompletableFuture.failedFuture(
          running == null
              ? notRunning()
              : new RemotingConnectException("no name server address is set"));
    }
    var connection = connections.get(address);
    if (!isAliveOrComing(connection)) {
      var fresh = new CompletableFuture<NettyChannel>();
      connection = connections.compute(address, (key, old) -> isAliveOrComing(old) ? old : fresh);
      if (connection == fresh) {
        connect(running, address, fresh);
      }
    }
    return connection.isDone() ? connection : limited(running, address, connection, deadlineMillis);
  }

  private void connect(
      EventLoops running, String address, CompletableFuture<NettyChannel> connection) {
    try {
      bootstrap(running)
          .connect(parse(address))
          .addListener((ChannelFuture done) -> connected(address, connection, done));
    } catch (RuntimeException e) {
      connections.remove(address, connection);
      connection.completeExceptionally(cannotConnect(address, e));
    }
  }

  private void connected(
      String address, CompletableFuture<NettyChannel> connection, ChannelFuture done) {
    if (!done.isSuccess()) {
      connections.remove(address, connection);
      connection.completeExceptionally(cannotConnect(address, done.cause()));
      return;
    }
    done.channel().closeFuture().addListener(closed -> connections.remove(address, connection));
    connection.complete(done.channel().pipeline().get(ConnectionHandler.class).channel());
  }

  private Bootstrap bootstrap(EventLoops running) {
    int timeoutMillis =
        (int) Math.min(Integer.MAX_VALUE, StepMode.limitMillis(config.connectTimeoutMillis()));
    return new Bootstrap()
        .group(running.group())
        .channel(running.connected())
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMillis)
        .handler(setup);
  }

  /** Others may have more time than this caller, so the connection itself goes on being made. */
  private CompletableFuture<NettyChannel> limited(
      EventLoops running,
      String address,
      CompletableFuture<NettyChannel> connection,
      long deadlineMillis) {
    var limited = new CompletableFuture<NettyChannel>();
    var timer =
        running
            .group()
            .schedule(
                () ->
                    limited.completeExceptionally(
                        new RemotingTimeoutException(
                            "there is no connection to " + address + " in time")),
                Math.max(0, deadlineMillis - clock.millis()),
                TimeUnit.MILLISECONDS);
    connection.whenComplete(
        (channel, failure) -> {
          timer.cancel(false);
          if (failure == null) {
            limited.complete(channel);
          } else {
            limited.completeExceptionally(failure);
          }
        });
    return limited;
  }

  private static RemotingConnectException notRunning() {
    return new RemotingConnectException("the client is not running");
  }

  private static RemotingConnectException cannotConnect(String address, Throwable cause) {
    return new RemotingConnectException(
        "cannot connect to " + address + ": " + cause.getMessage(), cause);
  }

  /** {@code host:port}; the host may be an IPv6 address in brackets. */
  private static InetSocketAddress parse(String address) {
    int colon = address.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("an address is host:port");
    }
    String host = address.substring(0, colon).replace("[", "").replace("]", "");
    return new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1)));
  }
}
