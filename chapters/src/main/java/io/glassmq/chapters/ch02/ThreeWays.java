package io.glassmq.chapters.ch02;

import io.glassmq.chapters.DemoServers;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.client.producer.SendCallback;
import io.glassmq.client.producer.SendResult;
import io.glassmq.common.message.Message;
import java.util.concurrent.CompletableFuture;

/** One message sent in each of the three ways: sync, async, oneway. */
public final class ThreeWays {
  private static final String TOPIC = "Greetings";

  private ThreeWays() {}

  public static void main(String[] args) throws Exception {
    try (var servers = DemoServers.start()) {
      servers.createTopic(TOPIC, 1);
      var producer = new DefaultMQProducer("greeters");
      producer.setNamesrvAddr(servers.namesrvAddr());
      producer.start();
      producer.send(message("warm up")); // route and connection

      System.out.println("sync:   " + producer.send(message("one")).getSendStatus());

      var answered = new CompletableFuture<SendResult>();
      producer.send(message("two"), callback(answered));
      System.out.println("async:  " + answered.get().getSendStatus());

      producer.sendOneway(message("three"));
      System.out.println("oneway: nobody will tell");
      producer.send(message("four")); // behind it on the same connection
      producer.shutdown();
    }
  }

  private static Message message(String body) {
    return new Message(TOPIC, body.getBytes());
  }

  private static SendCallback callback(CompletableFuture<SendResult> answered) {
    return new SendCallback() {
      @Override
      public void onSuccess(SendResult result) {
        answered.complete(result);
      }

      @Override
      public void onException(Throwable e) {
        answered.completeExceptionally(e);
      }
    };
  }
}
