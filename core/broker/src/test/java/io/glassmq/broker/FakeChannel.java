package io.glassmq.broker;

import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.protocol.RemotingCommand;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A connection without a network: keeps what was written to it. */
public final class FakeChannel implements RemotingChannel {
  private final List<RemotingCommand> written = new ArrayList<>();
  private boolean active = true;

  public List<RemotingCommand> written() {
    return written;
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return new InetSocketAddress("127.0.0.1", 50_000);
  }

  @Override
  public InetSocketAddress localAddress() {
    return new InetSocketAddress("127.0.0.1", 10_911);
  }

  @Override
  public boolean isActive() {
    return active;
  }

  @Override
  public CompletableFuture<RemotingCommand> invoke(RemotingCommand request, long timeoutMillis) {
    written.add(request);
    return new CompletableFuture<>();
  }

  @Override
  public void invokeOneway(RemotingCommand request) {
    written.add(request);
  }

  @Override
  public void close() {
    active = false;
  }
}
