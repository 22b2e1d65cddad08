package io.glassmq.chapters.ch04;

import io.glassmq.broker.BrokerParts;
import io.glassmq.chapters.DemoServers;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.client.producer.SendResult;
import io.glassmq.common.message.Message;
import io.glassmq.namesrv.NamesrvParts;
import io.glassmq.store.StoreParts;
import java.util.Map;

/**
 * One message in a broker with the write buffer: three threads move three positions of its log. The
 * broker flushes whatever there is, so that one message is enough to see it.
 */
public final class WriteBuffer {
  private static final String TOPIC = "Orders";

  private WriteBuffer() {}

  public static void main(String[] args) throws Exception {
    Map<String, Object> settings =
        Map.of(
            "transientStorePoolEnable", true,
            "commitCommitLogLeastPages", 0,
            "flushCommitLogLeastPages", 0);
    var disk = new WatchedDisk(0);
    BrokerParts parts = BrokerParts.defaults().withStore(StoreParts.defaults().with(disk));
    try (var servers = DemoServers.start(settings, parts, NamesrvParts.defaults())) {
      servers.createTopic(TOPIC, 1);
      var producer = new DefaultMQProducer("shops");
      producer.setNamesrvAddr(servers.namesrvAddr());
      producer.start();

      SendResult result = producer.send(new Message(TOPIC, "3 apples".getBytes()));
      System.out.println("the sender has its answer: " + result.getSendStatus());
      disk.awaitFlush();
      System.out.println("the disk has the message");
      producer.shutdown();
    }
  }
}
