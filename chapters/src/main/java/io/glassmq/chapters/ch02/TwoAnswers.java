package io.glassmq.chapters.ch02;

import io.glassmq.common.Clock;
import io.glassmq.remoting.ChannelEventListener;
import io.glassmq.remoting.RemotingParts;
import io.glassmq.remoting.netty.NettyClientConfig;
import io.glassmq.remoting.netty.NettyRemotingClient;

/** Two requests on one connection; the server answers the second one first. */
public final class TwoAnswers {
  private static final long LIMIT_MILLIS = 30_000;

  private TwoAnswers() {}

  public static void main(String[] args) throws Exception {
    var client =
        new NettyRemotingClient(
            NettyClientConfig.defaults(),
            ChannelEventListener.NONE,
            RemotingParts.defaults(),
            Clock.SYSTEM);
    client.start();
    try (var server = new AnsweringServer()) {
      server.answer("hello"); // opens the connection
      client.invokeSync(server.address(), AnsweringServer.request("hello"), LIMIT_MILLIS);

      var first = AnsweringServer.request("first");
      var second = AnsweringServer.request("second");
      var toFirst = client.invokeAsync(server.address(), first, LIMIT_MILLIS);
      var toSecond = client.invokeAsync(server.address(), second, LIMIT_MILLIS);

      server.answer("second");
      System.out.println("second: " + toSecond.get().field("value"));
      System.out.println("first is done: " + toFirst.isDone());
      server.answer("first");
      System.out.println("first: " + toFirst.get().field("value"));
    } finally {
      client.shutdown();
    }
  }
}
