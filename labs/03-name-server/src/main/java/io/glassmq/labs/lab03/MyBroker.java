package io.glassmq.labs.lab03;

import io.glassmq.boot.AllInOne;
import io.glassmq.boot.AllInOneConfig;
import io.glassmq.broker.BrokerParts;
import io.glassmq.common.Clock;
import io.glassmq.namesrv.NamesrvParts;
import io.glassmq.namesrv.routeinfo.RouteTable;
import io.glassmq.remoting.RemotingParts;
import java.nio.file.Files;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A name server on your route table, and a broker, in one JVM. Prints the brokers that your table
 * knows whenever they change. Runs until you stop it; the name server's port is the first argument,
 * by default 9876.
 *
 * <p>With {@code -Dspeed=10} the name server's clock runs ten times as fast, and the broker
 * registers every 10 s: what takes two minutes in real life takes 12 s.
 */
public final class MyBroker {
  private static final int FASTEST_PERIOD_MILLIS = 10_000;

  private MyBroker() {}

  public static void main(String[] args) throws Exception {
    int speed = Integer.getInteger("speed", 1);
    long startMillis = System.currentTimeMillis();
    Clock clock = () -> startMillis + (System.currentTimeMillis() - startMillis) * speed;
    RouteTable table = new MyRouteTable(clock);

    AllInOneConfig config = AllInOneConfig.in(Files.createTempDirectory("glassmq-lab-03-"));
    config.namesrv().set("listenPort", args.length > 0 ? args[0] : "9876");
    config.broker().set("registerNameServerPeriod", speed > 1 ? FASTEST_PERIOD_MILLIS : null);
    var parts = new NamesrvParts(any -> table, RemotingParts.defaults(), clock);
    try (AllInOne servers = AllInOne.start(config, BrokerParts.defaults(), parts)) {
      System.out.println("ready: name server " + servers.namesrvAddr());
      watch(table, startMillis);
    }
  }

  private static void watch(RouteTable table, long startMillis) throws InterruptedException {
    var stopped = new CountDownLatch(1);
    Set<String> before = Set.of();
    do {
      Set<String> brokers = table.clusterInfo().brokerAddrTable().keySet();
      if (!brokers.equals(before)) {
        long seconds = (System.currentTimeMillis() - startMillis) / 1000;
        System.out.println("after " + seconds + " s the table knows " + brokers);
        before = brokers;
      }
    } while (!stopped.await(1, TimeUnit.SECONDS));
  }
}
