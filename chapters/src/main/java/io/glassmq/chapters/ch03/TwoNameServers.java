package io.glassmq.chapters.ch03;

import static io.glassmq.chapters.ch03.Cluster.send;

import io.glassmq.broker.BrokerController;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.Clock;
import java.util.List;

/**
 * Two name servers that know nothing of each other. One broker registers with both; the other one
 * was given only the first, a mistake that nobody mends.
 */
public final class TwoNameServers {
  private static final String TOPIC = "Orders";

  private TwoNameServers() {}

  public static void main(String[] args) throws Exception {
    try (var cluster = new Cluster()) {
      String first = cluster.startNamesrv("n1", Clock.SYSTEM, 5_000);
      String second = cluster.startNamesrv("n2", Clock.SYSTEM, 5_000);
      BrokerController a = cluster.startBroker("broker-a", first + ";" + second);
      BrokerController b = cluster.startBroker("broker-b", first);
      DefaultMQProducer one = cluster.startProducer("one", first, 30_000);
      DefaultMQProducer two = cluster.startProducer("two", second, 30_000);
      try (var n1 = new NameServer(first);
          var n2 = new NameServer(second)) {
        n1.createTopic(TOPIC, a.brokerAddr());
        n1.createTopic(TOPIC, b.brokerAddr());
        n1.awaitBrokersOf(TOPIC, List.of("broker-a", "broker-b"));
        n2.awaitBrokersOf(TOPIC, List.of("broker-a"));
        System.out.println("name server 1 knows " + n1.brokersOf(TOPIC));
        System.out.println("name server 2 knows " + n2.brokersOf(TOPIC));
        System.out.println("who asks name server 1 sends to " + send(one, TOPIC));
        System.out.println("who asks name server 2 sends to " + send(two, TOPIC));

        cluster.stopNamesrv(first);
        System.out.println("name server 1 is stopped");
        System.out.println("who asked name server 1 sends to " + send(one, TOPIC));
        System.out.println("name server 2 knows " + n2.brokersOf(TOPIC));
      }
    }
  }
}
