package io.glassmq.chapters.ch04;

import io.glassmq.chapters.DemoServers;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.layout.HexView;
import io.glassmq.common.message.Message;
import io.glassmq.store.show.Excerpt;
import io.glassmq.store.show.StoreView;

/** Sends one message, and prints the bytes that the commit log then has. */
public final class OneRecord {
  private static final String TOPIC = "Orders";
  private static final int LINES_A_FIELD = 4;

  private OneRecord() {}

  public static void main(String[] args) throws Exception {
    try (var servers = DemoServers.start()) {
      servers.createTopic(TOPIC, 1);
      var producer = new DefaultMQProducer("shops");
      producer.setNamesrvAddr(servers.namesrvAddr());
      producer.start();
      producer.send(new Message(TOPIC, "Paid", "order-7", "3 apples".getBytes()));
      producer.shutdown();

      Excerpt record = StoreView.of(servers.folder()).log().at(0).excerpt();
      System.out.println(record.file() + ", byte " + record.position());
      new HexView(record.layout(), record.bytes(), LINES_A_FIELD)
          .lines()
          .forEach(System.out::println);
    }
  }
}
