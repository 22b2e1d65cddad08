package io.glassmq.chapters.ch03;

import io.glassmq.chapters.DemoServers;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.client.producer.SendResult;
import io.glassmq.common.message.Message;
import java.util.Map;

/**
 * The broker is up, and a send fails: no route info of this topic. The broker may not make topics
 * by itself, as in production; after an administrator has made the topic, the same send succeeds.
 */
public final class NoRoute {
  private static final String TOPIC = "Orders";

  private NoRoute() {}

  public static void main(String[] args) throws Exception {
    try (var servers = DemoServers.start(Map.of("autoCreateTopicEnable", false))) {
      var producer = new DefaultMQProducer("shop");
      producer.setNamesrvAddr(servers.namesrvAddr());
      producer.start();

      System.out.println("the broker is up");
      try {
        producer.send(new Message(TOPIC, "first".getBytes()));
      } catch (MQClientException e) {
        System.out.println("first send:  code " + e.getResponseCode() + ": " + e.getErrorMessage());
      }

      servers.createTopic(TOPIC, 1);
      System.out.println("an administrator has made the topic");
      SendResult result = producer.send(new Message(TOPIC, "second".getBytes()));
      System.out.println(
          "second send: "
              + result.getSendStatus()
              + " on "
              + result.getMessageQueue().getBrokerName());

      producer.shutdown();
    }
  }
}
