package io.glassmq.chapters.ch04;

import io.glassmq.chapters.DemoServers;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.client.producer.SendResult;
import io.glassmq.common.message.Message;
import java.util.Map;

/** One message in a broker that answers only when the message is on the disk. */
public final class SyncFlush {
  private static final String TOPIC = "Orders";

  private SyncFlush() {}

  public static void main(String[] args) throws Exception {
    try (var servers = DemoServers.start(Map.of("flushDiskType", "SYNC_FLUSH"))) {
      servers.createTopic(TOPIC, 1);
      var producer = new DefaultMQProducer("shops");
      producer.setNamesrvAddr(servers.namesrvAddr());
      producer.start();

      SendResult result = producer.send(new Message(TOPIC, "3 apples".getBytes()));
      System.out.println("on the disk: " + result.getSendStatus());
      producer.shutdown();
    }
  }
}
