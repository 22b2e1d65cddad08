package io.glassmq.remoting.netty;

import io.glassmq.common.Clock;
import io.glassmq.remoting.ChannelEventListener;
import io.glassmq.remoting.RemotingParts;
import io.glassmq.remoting.RemotingServer;
import io.glassmq.remoting.RequestProcessor;
import io.glassmq.remoting.protocol.RequestCode;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * The listening side over Netty.
 *
 * <p>Official counterpart: {@code org.apache.rocketmq.remoting.netty.NettyRemotingServer}.
 */
public final class NettyRemotingServer implements RemotingServer {
  public NettyRemotingServer(
      NettyServerConfig config, ChannelEventListener events, RemotingParts parts, Clock clock) {}

  /**
   * A second port with the same threads and the same processors but for those in {@code without}.
   * It is started and shut down by itself, within the life of this server.
   */
  public RemotingServer newRemotingServer(int listenPort, Set<RequestCode> without) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void registerProcessor(RequestCode code, RequestProcessor processor, Executor executor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void start() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void shutdown() {}

  @Override
  public int localListenPort() {
    throw new UnsupportedOperationException();
  }
}
