package io.glassmq.chapters.ch03;

import static io.glassmq.chapters.ch03.Cluster.send;

import io.glassmq.broker.BrokerController;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.Clock;
import java.util.List;

/**
 * Of two brokers one is a process of its own, and is killed. The name server does not wait for any
 * time to pass: the dead process's connection ends, and that is enough.
 */
public final class KilledBroker {
  private static final String TOPIC = "Orders";

  private KilledBroker() {}

  public static void main(String[] args) throws Exception {
    try (var cluster = new Cluster()) {
      String namesrvAddr = cluster.startNamesrv("n1", Clock.SYSTEM, 5_000);
      BrokerController a = cluster.startBroker("broker-a", namesrvAddr);
      Process b = cluster.startBrokerProcess("broker-b", namesrvAddr);
      DefaultMQProducer producer = cluster.startProducer("shop", namesrvAddr, 30_000);
      try (var namesrv = new NameServer(namesrvAddr)) {
        namesrv.awaitBrokersOf("broker-b", List.of("broker-b"));
        namesrv.createTopic(TOPIC, a.brokerAddr());
        namesrv.createTopic(TOPIC, namesrv.addressOf("broker-b"));
        namesrv.awaitBrokersOf(TOPIC, List.of("broker-a", "broker-b"));
        System.out.println("the name server knows " + namesrv.brokersOf(TOPIC));
        System.out.println("the producer sends to " + send(producer, TOPIC));

        b.destroyForcibly();
        long killed = System.nanoTime();
        namesrv.awaitBrokersOf(TOPIC, List.of("broker-a"));
        System.out.println(
            "broker-b is killed; "
                + (System.nanoTime() - killed) / 1_000_000
                + " ms later the name server knows "
                + namesrv.brokersOf(TOPIC));
        System.out.println(
            "the producer has not asked again, and sends to " + send(producer, TOPIC));
      }
    }
  }
}
