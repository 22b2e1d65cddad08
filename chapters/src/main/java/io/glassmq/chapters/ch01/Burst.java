package io.glassmq.chapters.ch01;

import io.glassmq.chapters.DemoServers;
import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.client.producer.SendCallback;
import io.glassmq.client.producer.SendResult;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.Message;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Sends 200 messages at once, so that many frames share a packet, and looks at what comes back.
 * With an argument it does so on the servers behind that name server address: your own ones.
 */
public final class Burst {
  private static final int MESSAGES = 200;
  private static final long LIMIT_SECONDS = 20;

  private Burst() {}

  public static void main(String[] args) throws Exception {
    if (args.length > 0) {
      run(args[0], "Burst" + System.currentTimeMillis());
      return;
    }
    try (var servers = DemoServers.start()) {
      run(servers.namesrvAddr(), "Burst");
    }
  }

  private static void run(String namesrvAddr, String topic) throws Exception {
    var producer = new DefaultMQProducer("bursting");
    producer.setNamesrvAddr(namesrvAddr);
    producer.start();
    producer.send(new Message(topic, "first of all".getBytes())); // makes the topic
    var answered = new CountDownLatch(MESSAGES);
    for (int i = 0; i < MESSAGES; i++) {
      producer.send(new Message(topic, body(i).getBytes()), counting(answered));
    }
    answered.await(LIMIT_SECONDS, TimeUnit.SECONDS);

    Set<String> came = ConcurrentHashMap.newKeySet();
    var all = new CountDownLatch(1 + MESSAGES);
    DefaultMQPushConsumer consumer = consumer(namesrvAddr, topic, came, all);
    consumer.start();
    all.await(LIMIT_SECONDS, TimeUnit.SECONDS);
    consumer.shutdown();
    producer.shutdown();

    int good = 0;
    for (int i = 0; i < MESSAGES; i++) {
      good += came.remove(body(i)) ? 1 : 0;
    }
    System.out.println(good + " of " + MESSAGES + " messages came as they were sent");
    came.remove("first of all");
    came.stream().limit(3).forEach(body -> System.out.println("  nobody sent this: " + body));
  }

  private static String body(int i) {
    return "this is message " + i;
  }

  private static SendCallback counting(CountDownLatch answered) {
    return new SendCallback() {
      @Override
      public void onSuccess(SendResult result) {
        answered.countDown();
      }

      @Override
      public void onException(Throwable e) {
        answered.countDown();
      }
    };
  }

  private static DefaultMQPushConsumer consumer(
      String namesrvAddr, String topic, Set<String> came, CountDownLatch all) throws Exception {
    var consumer = new DefaultMQPushConsumer("readers-of-" + topic);
    consumer.setNamesrvAddr(namesrvAddr);
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    consumer.subscribe(topic, "*");
    consumer.registerMessageListener(
        (MessageListenerConcurrently)
            (messages, context) -> {
              messages.forEach(
                  message -> {
                    came.add(new String(message.getBody()));
                    all.countDown();
                  });
              return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
            });
    return consumer;
  }
}
