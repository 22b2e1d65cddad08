package io.glassmq.boot.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.common.message.MessageExt;
import java.util.concurrent.CountDownLatch;

/**
 * Prints the first hundred messages of the topic {@code Demo} that come to its group. The name
 * server is the one of the environment variable {@code NAMESRV_ADDR}, by default {@code
 * 127.0.0.1:9876}.
 */
public final class DemoConsumer {
  private static final int MESSAGES = 100;

  private DemoConsumer() {}

  public static void main(String[] args) throws Exception {
    var left = new CountDownLatch(MESSAGES);
    var consumer = new DefaultMQPushConsumer("DemoConsumer");
    if (consumer.getNamesrvAddr() == null) {
      consumer.setNamesrvAddr("127.0.0.1:9876");
    }
    // Nobody may have sent yet: look for the topic every second instead of every half minute.
    consumer.setPollNameServerInterval(1_000);
    consumer.subscribe("Demo", "*");
    consumer.registerMessageListener(
        (MessageListenerConcurrently)
            (messages, context) -> {
              messages.forEach(DemoConsumer::print);
              messages.forEach(message -> left.countDown());
              return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
            });
    consumer.start();
    Runtime.getRuntime().addShutdownHook(new Thread(consumer::shutdown, "ShutdownHook"));
    System.out.println("ready: listening, name server " + consumer.getNamesrvAddr());
    left.await();
  }

  private static void print(MessageExt message) {
    System.out.printf(
        "%s got %s <- %s queue %d offset %d%n",
        Thread.currentThread().getName(),
        new String(message.getBody(), UTF_8),
        message.getBrokerName(),
        message.getQueueId(),
        message.getQueueOffset());
  }
}
