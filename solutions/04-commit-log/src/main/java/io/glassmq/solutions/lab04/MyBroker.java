package io.glassmq.solutions.lab04;

import io.glassmq.boot.AllInOne;
import io.glassmq.boot.AllInOneConfig;
import io.glassmq.broker.BrokerParts;
import io.glassmq.namesrv.NamesrvParts;
import io.glassmq.store.StoreException;
import io.glassmq.store.StoreParts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A name server and a broker in one JVM, with your append path in its store. {@code main} listens
 * on the usual ports, so that {@code ./mq} and any client find it, until you stop it.
 */
public final class MyBroker {
  /** Small, so that you see the log roll: 64 KiB instead of 1 GiB. */
  private static final int LOG_FILE_BYTES = 64 << 10;

  private MyBroker() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("glassmq-lab04-");
    AllInOneConfig config = config(folder);
    config.namesrv().set("listenPort", 9876);
    config.broker().set("listenPort", 10911);
    AllInOne servers = start(config);
    Runtime.getRuntime().addShutdownHook(new Thread(servers::close, "stop MyBroker"));
    System.out.printf(
        "Name server %s, broker %s, store in %s%n",
        servers.namesrvAddr(), servers.brokerAddr(), folder);
    new CountDownLatch(1).await(); // for ever
  }

  /** Free ports, all files below one folder. */
  static AllInOneConfig config(Path folder) {
    AllInOneConfig config = AllInOneConfig.in(folder);
    config.broker().set("mappedFileSizeCommitLog", LOG_FILE_BYTES);
    return config;
  }

  static AllInOne start(AllInOneConfig config) throws StoreException {
    return AllInOne.start(config, parts(), NamesrvParts.defaults());
  }

  /** The reference parts, but for the append path. */
  static BrokerParts parts() {
    return BrokerParts.defaults().withStore(StoreParts.defaults().with(MyAppendPath::new));
  }
}
