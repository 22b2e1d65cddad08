package io.glassmq.chapters.ch04;

import io.glassmq.broker.BrokerParts;
import io.glassmq.chapters.DemoServers;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.message.Message;
import io.glassmq.namesrv.NamesrvParts;
import io.glassmq.store.StoreParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sync flush on a slow disk: 20 messages from one sender, then 20 from each of eight senders. */
public final class GroupCommit {
  private static final String TOPIC = "Orders";
  private static final int EACH = 20;

  /** A disk that turns needs about as long. */
  private static final int FLUSH_MILLIS = 20;

  private GroupCommit() {}

  public static void main(String[] args) throws Exception {
    var disk = new WatchedDisk(FLUSH_MILLIS);
    BrokerParts parts = BrokerParts.defaults().withStore(StoreParts.defaults().with(disk));
    Map<String, String> settings = Map.of("flushDiskType", "SYNC_FLUSH");
    try (var servers = DemoServers.start(settings, parts, NamesrvParts.defaults())) {
      servers.createTopic(TOPIC, 1);
      var producer = new DefaultMQProducer("shops");
      producer.setNamesrvAddr(servers.namesrvAddr());
      producer.setSendMsgTimeout(30_000);
      producer.start();
      for (int senders : new int[] {1, 8}) {
        disk.takeFlushes();
        send(producer, senders);
        System.out.printf(
            "senders: %d, messages: %3d, flushes: %d%n",
            senders, senders * EACH, disk.takeFlushes());
      }
      producer.shutdown();
    }
  }

  private static void send(DefaultMQProducer producer, int senders) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(senders);
    Callable<Void> sender =
        () -> {
          for (int i = 0; i < EACH; i++) {
            producer.send(new Message(TOPIC, "3 apples".getBytes()));
          }
          return null;
        };
    List<Future<Void>> running = new ArrayList<>();
    for (int i = 0; i < senders; i++) {
      running.add(pool.submit(sender));
    }
    for (Future<Void> one : running) {
      one.get();
    }
    pool.shutdown();
  }
}
