package io.glassmq.labs.contracts.lab03;

import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.protocol.RemotingCommand;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/** A broker's connection that leads nowhere: all of it that a route table needs is its identity. */
final class Connection implements RemotingChannel {
  private final String name;

  Connection(String name) {
    this.name = name;
  }

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
    return true;
  }

  @Override
  public CompletableFuture<RemotingCommand> invoke(RemotingCommand request, long timeoutMillis) {
    throw new UnsupportedOperationException("a route table asks nobody");
  }

  @Override
  public void invokeOneway(RemotingCommand request) {
    throw new UnsupportedOperationException("a route table tells nobody");
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException("a route table leaves closing to its caller");
  }

  @Override
  public String toString() {
    return name;
  }
}
