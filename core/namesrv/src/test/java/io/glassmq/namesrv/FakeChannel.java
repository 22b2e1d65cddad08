package io.glassmq.namesrv;

import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.protocol.RemotingCommand;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/** A connection that leads nowhere. */
public final class FakeChannel implements RemotingChannel {
  private volatile boolean active = true;

  @Override
  public InetSocketAddress remoteAddress() {
    return InetSocketAddress.createUnresolved("127.0.0.1", 1);
  }

  @Override
  public InetSocketAddress localAddress() {
    return InetSocketAddress.createUnresolved("127.0.0.1", 9876);
  }

  @Override
  public boolean isActive() {
    return active;
  }

  @Override
  public CompletableFuture<RemotingCommand> invoke(RemotingCommand request, long timeoutMillis) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void invokeOneway(RemotingCommand request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    active = false;
  }
}
