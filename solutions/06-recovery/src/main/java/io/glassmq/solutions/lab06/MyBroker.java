package io.glassmq.solutions.lab06;

import io.glassmq.boot.AllInOne;
import io.glassmq.boot.AllInOneConfig;
import io.glassmq.broker.BrokerParts;
import io.glassmq.namesrv.NamesrvParts;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A name server and a broker that opens its store with your recovery. Takes messages at
 * 127.0.0.1:9876 until you end it; kill it and start it again to see what it finds.
 */
public final class MyBroker {
  private MyBroker() {}

  /**
   * Starts both in one JVM.
   *
   * @param args the folder of the store; without it {@code target/lab06-store}
   */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args.length > 0 ? args[0] : "target/lab06-store").toAbsolutePath();
    AllInOneConfig config = AllInOneConfig.in(folder);
    config.namesrv().set("listenPort", 9876);
    config.broker().set("listenPort", 10911).set("mappedFileSizeCommitLog", 1 << 20);
    try (AllInOne servers = AllInOne.start(config, parts(), NamesrvParts.defaults())) {
      System.out.println("Name server at " + servers.namesrvAddr() + ", store in " + folder);
      new CountDownLatch(1).await();
    }
  }

  /** The parts of a broker, with yours among them. */
  static BrokerParts parts() {
    BrokerParts parts = BrokerParts.defaults();
    return parts.withStore(parts.store().with(new MyCommitLogRecovery()));
  }
}
