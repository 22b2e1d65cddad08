package io.glassmq.solutions.lab02;

import io.glassmq.boot.AllInOne;
import io.glassmq.boot.AllInOneConfig;
import io.glassmq.broker.BrokerParts;
import io.glassmq.client.ClientParts;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.Clock;
import io.glassmq.common.message.Message;
import io.glassmq.namesrv.NamesrvParts;
import io.glassmq.remoting.RemotingParts;
import io.glassmq.remoting.netty.NettyClientConfig;
import io.glassmq.remoting.netty.NettyRemotingClient;
import io.glassmq.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A name server, a broker and a producer in one JVM; each connection of theirs has a table of
 * yours. {@code main} listens on the usual ports, so that {@code ./mq} and any client find it,
 * sends one message, and goes on until you stop it.
 */
public final class MyBroker {
  private MyBroker() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("glassmq-lab02-");
    AllInOneConfig config = AllInOneConfig.in(folder);
    config.namesrv().set("listenPort", 9876);
    config.broker().set("listenPort", 10911);
    AllInOne servers = start(config);
    Runtime.getRuntime().addShutdownHook(new Thread(servers::close, "stop MyBroker"));
    System.out.printf("Name server %s, broker %s%n", servers.namesrvAddr(), servers.brokerAddr());
    System.out.println("One message was sent: " + send(servers.namesrvAddr()));
    new CountDownLatch(1).await(); // for ever
  }

  static AllInOne start(AllInOneConfig config) throws StoreException {
    return AllInOne.start(
        config,
        BrokerParts.defaults().withRemoting(remoting()),
        NamesrvParts.defaults().withRemoting(remoting()));
  }

  /** The reference parts, but for the tables. */
  static RemotingParts remoting() {
    return RemotingParts.defaults().with(MyPendingRequests::new);
  }

  private static String send(String namesrvAddr) throws Exception {
    var parts =
        ClientParts.defaults()
            .withRemotingClient(
                events ->
                    new NettyRemotingClient(
                        NettyClientConfig.defaults(), events, remoting(), Clock.SYSTEM));
    var producer = new DefaultMQProducer("lab02", parts);
    producer.setNamesrvAddr(namesrvAddr);
    producer.start();
    try {
      return producer.send(new Message("Greetings", "Hello".getBytes())).getSendStatus().name();
    } finally {
      producer.shutdown();
    }
  }
}
