package io.glassmq.client.fake;

import io.glassmq.remoting.RemotingChannel;
import io.glassmq.remoting.protocol.RemotingCommand;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;

/** A connection that is only there to be told of. */
record FakeConnection(InetSocketAddress remoteAddress) implements RemotingChannel {
  @Override
  public InetSocketAddress localAddress() {
    return InetSocketAddress.createUnresolved("fake-client", 1);
  }

  @Override
  public boolean isActive() {
    return true;
  }

  @Override
  public CompletableFuture<RemotingCommand> invoke(RemotingCommand request, long timeoutMillis) {
    return CompletableFuture.failedFuture(new UnsupportedOperationException());
  }

  @Override
  public void invokeOneway(RemotingCommand request) {}

  @Override
  public void close() {}
}
