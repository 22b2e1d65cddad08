package io.glassmq.solutions.lab01;

import io.glassmq.boot.AllInOne;
import io.glassmq.boot.AllInOneConfig;
import io.glassmq.broker.BrokerParts;
import io.glassmq.namesrv.NamesrvParts;
import io.glassmq.remoting.RemotingParts;
import io.glassmq.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A name server and a broker in one JVM; each byte that they read or write goes through your codec.
 * {@code main} listens on the usual ports, so that {@code ./mq} and any client find it, until you
 * stop it.
 */
public final class MyBroker {
  private MyBroker() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("glassmq-lab01-");
    AllInOneConfig config = AllInOneConfig.in(folder);
    config.namesrv().set("listenPort", 9876);
    config.broker().set("listenPort", 10911);
    AllInOne servers = start(config);
    Runtime.getRuntime().addShutdownHook(new Thread(servers::close, "stop MyBroker"));
    System.out.printf("Name server %s, broker %s%n", servers.namesrvAddr(), servers.brokerAddr());
    new CountDownLatch(1).await(); // for ever
  }

  static AllInOne start(AllInOneConfig config) throws StoreException {
    return AllInOne.start(
        config,
        BrokerParts.defaults().withRemoting(remoting()),
        NamesrvParts.defaults().withRemoting(remoting()));
  }

  /** The reference parts, but for the codec. */
  static RemotingParts remoting() {
    return RemotingParts.defaults().with(new MyFrameCodec());
  }
}
