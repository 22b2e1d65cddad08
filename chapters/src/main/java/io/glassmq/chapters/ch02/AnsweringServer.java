package io.glassmq.chapters.ch02;

import io.glassmq.common.Clock;
import io.glassmq.remoting.ChannelEventListener;
import io.glassmq.remoting.RemotingParts;
import io.glassmq.remoting.netty.NettyRemotingServer;
import io.glassmq.remoting.netty.NettyServerConfig;
import io.glassmq.remoting.protocol.RemotingCommand;
import io.glassmq.remoting.protocol.RequestCode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A server that answers when it is told to: each request names a key, and its answer is sent when
 * the demo gives that key free. Requests come on I/O threads, {@link #answer} on the demo's.
 */
final class AnsweringServer implements AutoCloseable {
  private final Map<String, CompletableFuture<RemotingCommand>> answers = new ConcurrentHashMap<>();
  private final NettyRemotingServer server;

  AnsweringServer() {
    server =
        new NettyRemotingServer(
            NettyServerConfig.of("127.0.0.1", 0),
            ChannelEventListener.NONE,
            RemotingParts.defaults(),
            Clock.SYSTEM);
    server.registerProcessor(
        RequestCode.GET_KV_CONFIG,
        (channel, request) -> answerFor(request.field("key")),
        Runnable::run);
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.localListenPort();
  }

  /** Lets the server answer the request that names this key. */
  void answer(String key) {
    answerFor(key).complete(RemotingCommand.success().addField("value", "answer to " + key));
  }

  private CompletableFuture<RemotingCommand> answerFor(String key) {
    return answers.computeIfAbsent(key, it -> new CompletableFuture<>());
  }

  static RemotingCommand request(String key) {
    return RemotingCommand.createRequest(RequestCode.GET_KV_CONFIG).addField("key", key);
  }

  @Override
  public void close() {
    server.shutdown();
  }
}
