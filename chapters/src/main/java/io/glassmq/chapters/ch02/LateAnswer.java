package io.glassmq.chapters.ch02;

import io.glassmq.common.Clock;
import io.glassmq.remoting.ChannelEventListener;
import io.glassmq.remoting.RemotingParts;
import io.glassmq.remoting.netty.NettyClientConfig;
import io.glassmq.remoting.netty.NettyRemotingClient;
import java.util.concurrent.ExecutionException;

/** A request whose time limit passes; its answer comes when nobody waits any more. */
public final class LateAnswer {
  /** Step mode, which the tour runs in, makes a thousand times as much of it. */
  private static final long SHORT_MILLIS = 2;

  private static final long LIMIT_MILLIS = 30_000;

  private LateAnswer() {}

  public static void main(String[] args) throws Exception {
    var client =
        new NettyRemotingClient(
            NettyClientConfig.defaults(),
            ChannelEventListener.NONE,
            RemotingParts.defaults(),
            Clock.SYSTEM);
    client.start();
    try (var server = new AnsweringServer()) {
      server.answer("hello");
      client.invokeSync(server.address(), AnsweringServer.request("hello"), LIMIT_MILLIS);

      var request = AnsweringServer.request("slow");
      var answer = client.invokeAsync(server.address(), request, SHORT_MILLIS);
      try {
        answer.get();
      } catch (ExecutionException e) {
        System.out.println("slow: " + e.getCause().getClass().getSimpleName());
      }

      server.answer("slow"); // too late
      server.answer("next");
      var next = AnsweringServer.request("next");
      System.out.println(
          "next: " + client.invokeSync(server.address(), next, LIMIT_MILLIS).field("value"));
    } finally {
      client.shutdown();
    }
  }
}
