package io.glassmq.remoting.netty;

import io.glassmq.common.Clock;
import io.glassmq.remoting.ChannelEventListener;
import io.glassmq.remoting.RemotingClient;
import io.glassmq.remoting.RemotingParts;
import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The calling side over Netty.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.remoting.netty.NettyRemotingClient}.
 */
public final class NettyRemotingClient implements RemotingClient {
  public NettyRemotingClient(
      NettyClientConfig config, ChannelEventListener events, RemotingParts parts, Clock clock) {}

  @Override
  public void start() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void updateNameServerAddressList(List<String> addresses) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> getNameServerAddressList() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void shutdown() {}

  @Override
  public void registerProcessor(RequestCode code, RequestProcessor processor, Executor executor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public RemotingCommand invokeSync(String address, RemotingCommand request, long timeoutMillis) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<RemotingCommand> invokeAsync(
      String address, RemotingCommand request, long timeoutMillis) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void invokeOneway(String address, RemotingCommand request, long timeoutMillis) {
    throw new UnsupportedOperationException();
  }
}
