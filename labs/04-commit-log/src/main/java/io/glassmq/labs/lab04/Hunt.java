package io.glassmq.labs.lab04;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.glassmq.boot.AllInOne;
import io.glassmq.client.consumer.DefaultMQPushConsumer;
import io.glassmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import io.glassmq.client.consumer.listener.MessageListenerConcurrently;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.consumer.ConsumeFromWhere;
import io.glassmq.common.message.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The scene of the bug hunt: sends ten messages, three of them as a batch, through your append
 * path, and prints what a consumer gets.
 */
public final class Hunt {
  private static final String TOPIC = "Fruit";
  private static final int MESSAGES = 10;
  private static final int LIMIT_SECONDS = 5;

  private Hunt() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("glassmq-lab04-");
    try (AllInOne servers = MyBroker.start(MyBroker.config(folder))) {
      var producer = new DefaultMQProducer("farm");
      producer.setNamesrvAddr(servers.namesrvAddr());
      producer.setDefaultTopicQueueNums(1);
      producer.start();
      send(producer, "apple 1", "apple 2", "apple 3");
      List<Message> batch = new ArrayList<>();
      for (String pear : List.of("pear 1", "pear 2", "pear 3")) {
        batch.add(new Message(TOPIC, pear.getBytes(UTF_8)));
      }
      System.out.println("sent a batch of 3: " + producer.send(batch).getSendStatus());
      send(producer, "plum 1", "plum 2", "plum 3", "plum 4");
      System.out.println("received: " + receive(servers));
      producer.shutdown();
    }
    System.out.println("Look into the log: ./mq store show " + folder);
  }

  private static void send(DefaultMQProducer producer, String... bodies) throws Exception {
    for (String body : bodies) {
      var message = new Message(TOPIC, body.getBytes(UTF_8));
      System.out.println("sent " + body + ": " + producer.send(message).getSendStatus());
    }
  }

  private static List<String> receive(AllInOne servers) throws Exception {
    List<String> received = new ArrayList<>();
    var all = new CompletableFuture<Void>();
    var consumer = new DefaultMQPushConsumer("kitchen");
    consumer.setNamesrvAddr(servers.namesrvAddr());
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    consumer.setConsumeThreadMin(1);
    consumer.setConsumeThreadMax(1);
    consumer.subscribe(TOPIC, "*");
    consumer.registerMessageListener(
        (MessageListenerConcurrently)
            (messages, context) -> {
              messages.forEach(message -> received.add(new String(message.getBody(), UTF_8)));
              if (received.size() == MESSAGES) {
                all.complete(null);
              }
              return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
            });
    consumer.start();
    try {
      all.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      System.out.println("not all came in " + LIMIT_SECONDS + " s");
    }
    consumer.shutdown();
    return received;
  }
}
