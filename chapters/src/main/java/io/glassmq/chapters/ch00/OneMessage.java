package io.glassmq.chapters.ch00;

import io.glassmq.chapters.DemoServers;
import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.client.producer.SendResult;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageExt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * The way of one message: a name server, a broker, a producer and a consumer in one JVM. The
 * consumer waits already when the message is sent.
 */
public final class OneMessage {
  private static final String TOPIC = "Greetings";

  private OneMessage() {}

  public static void main(String[] args) throws Exception {
    try (var servers = DemoServers.start()) {
      servers.createTopic(TOPIC, 1);
      var producer = new DefaultMQProducer("greeters");
      producer.setNamesrvAddr(servers.namesrvAddr());
      producer.start();
      var asks = new CountDownLatch(1);
      var consumed = new CompletableFuture<MessageExt>();
      DefaultMQPushConsumer consumer = consumer(servers, asks, consumed);
      consumer.start();
      asks.await();

      var message = new Message(TOPIC, "TagA", "Hello".getBytes());
      SendResult result = producer.send(message);
      System.out.println("sent:     " + result.getSendStatus());
      System.out.println("consumed: " + new String(consumed.get().getBody()));

      consumer.shutdown();
      producer.shutdown();
    }
  }

  private static DefaultMQPushConsumer consumer(
      DemoServers servers, CountDownLatch asks, CompletableFuture<MessageExt> consumed)
      throws Exception {
    var consumer = new DefaultMQPushConsumer("readers");
    consumer.setNamesrvAddr(servers.namesrvAddr());
    consumer.subscribe(TOPIC, "*");
    consumer.setMessageQueueListener((topic, all, mine) -> asks.countDown());
    consumer.registerMessageListener(
        (MessageListenerConcurrently)
            (messages, context) -> {
              consumed.complete(messages.get(0));
              return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
            });
    return consumer;
  }
}
