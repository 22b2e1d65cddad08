package io.glassmq.chapters.ch03;

import static io.glassmq.chapters.ch03.Cluster.send;

import io.glassmq.broker.BrokerController;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.StepMode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Of two brokers one is silent for more than 120 s. So that nobody has to wait, the name server's
 * clock is moved ahead; it looks for silent brokers every 100 ms instead of every 5 s.
 */
public final class SilentBroker {
  private static final String TOPIC = "Orders";

  private SilentBroker() {}

  public static void main(String[] args) throws Exception {
    var aheadMillis = new AtomicLong();
    try (var cluster = new Cluster()) {
      String namesrvAddr =
          cluster.startNamesrv("n1", () -> System.currentTimeMillis() + aheadMillis.get(), 100);
      BrokerController a = cluster.startBroker("broker-a", namesrvAddr);
      BrokerController b = cluster.startBroker("broker-b", namesrvAddr);
      DefaultMQProducer quick = cluster.startProducer("quick", namesrvAddr, 500);
      DefaultMQProducer usual = cluster.startProducer("usual", namesrvAddr, 30_000);
      try (var namesrv = new NameServer(namesrvAddr)) {
        namesrv.createTopic(TOPIC, a.brokerAddr());
        namesrv.createTopic(TOPIC, b.brokerAddr());
        namesrv.awaitBrokersOf(TOPIC, List.of("broker-a", "broker-b"));
        System.out.println("the name server knows " + namesrv.brokersOf(TOPIC));
        System.out.println("both producers send to " + both(quick, usual));

        aheadMillis.addAndGet(StepMode.limitMillis(60_000));
        namesrv.createTopic("SignOfLife", a.brokerAddr());
        namesrv.awaitBrokersOf("SignOfLife", List.of("broker-a"));
        System.out.println(
            "after 60 s broker-a registers; the name server knows " + namesrv.brokersOf(TOPIC));

        aheadMillis.addAndGet(StepMode.limitMillis(60_001));
        namesrv.awaitBrokersOf(TOPIC, List.of("broker-a"));
        System.out.println(
            "broker-b was silent for more than 120 s; the name server knows "
                + namesrv.brokersOf(TOPIC));
        System.out.println("the producer that asks every 30 s sends to " + send(usual, TOPIC));
        awaitOnly("broker-a", quick);
        System.out.println("the one that asks every 0.5 s sends to " + send(quick, TOPIC));

        namesrv.createTopic("SignOfLife", b.brokerAddr());
        namesrv.awaitBrokersOf(TOPIC, List.of("broker-a", "broker-b"));
        System.out.println("broker-b registers; the name server knows " + namesrv.brokersOf(TOPIC));
      }
    }
  }

  private static Set<String> both(DefaultMQProducer one, DefaultMQProducer other) throws Exception {
    Set<String> brokers = send(one, TOPIC);
    brokers.addAll(send(other, TOPIC));
    return brokers;
  }

  private static void awaitOnly(String broker, DefaultMQProducer producer) throws Exception {
    while (!send(producer, TOPIC).equals(Set.of(broker))) {
      Thread.onSpinWait();
    }
  }
}
