package io.glassmq.boot.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.client.producer.SendResult;
import io.glassmq.common.message.Message;
import java.util.concurrent.TimeUnit;

/**
 * Sends a hundred messages, one a second, to the topic {@code Demo}. The name server is the one of
 * the environment variable {@code NAMESRV_ADDR}, by default {@code 127.0.0.1:9876}.
 */
public final class DemoProducer {
  private static final int MESSAGES = 100;

  private DemoProducer() {}

  public static void main(String[] args) throws Exception {
    var producer = new DefaultMQProducer("DemoProducer");
    if (producer.getNamesrvAddr() == null) {
      producer.setNamesrvAddr("127.0.0.1:9876");
    }
    producer.start();
    Runtime.getRuntime().addShutdownHook(new Thread(producer::shutdown, "ShutdownHook"));
    System.out.println("waiting for " + producer.getNamesrvAddr());

    for (int i = 1; i <= MESSAGES; i++) {
      var message = new Message("Demo", "hello", "demo-" + i, ("Hello " + i).getBytes(UTF_8));
      SendResult result = sendWhenPossible(producer, message);
      if (i == 1) {
        System.out.println("ready: the first message is stored");
      }
      System.out.printf(
          "sent Hello %d -> %s queue %d offset %d%n",
          i,
          result.getMessageQueue().getBrokerName(),
          result.getMessageQueue().getQueueId(),
          result.getQueueOffset());
      TimeUnit.SECONDS.sleep(1);
    }
  }

  /** The servers may be started after us: tries again until one takes the message. */
  private static SendResult sendWhenPossible(DefaultMQProducer producer, Message message)
      throws Exception {
    while (true) {
      try {
        return producer.send(message);
      } catch (MQClientException | IllegalStateException e) {
        System.out.println("not yet: " + e.getMessage());
        TimeUnit.SECONDS.sleep(1);
      }
    }
  }
}
