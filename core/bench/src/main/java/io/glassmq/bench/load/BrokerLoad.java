package io.glassmq.bench.load;

import java.time.Duration;
import org.apache.rocketmq.client.producer.DefaultMQProducer;

/**
 * Runs all phases against one broker, one after another. Arguments: name server, process id of the
 * broker, seconds of a timed phase. The broker must run on this machine: its CPU time is read.
 */
final class BrokerLoad {
  private static final int SENDERS = 32;
  private static final int BACKLOG = 80_000;
  private static final int WARM_UP = 15_000;

  private final DefaultMQProducer producer;
  private final String namesrvAddr;
  private final BrokerWatch watch;

  private BrokerLoad(DefaultMQProducer producer, String namesrvAddr, BrokerWatch watch) {
    this.producer = producer;
    this.namesrvAddr = namesrvAddr;
    this.watch = watch;
  }

  static void run(String[] args) throws Exception {
    var producer = new DefaultMQProducer("bench");
    producer.setNamesrvAddr(args[0]);
    producer.setRetryTimesWhenSendFailed(0);
    producer.setRetryTimesWhenSendAsyncFailed(0);
    producer.start();
    new BrokerLoad(producer, args[0], BrokerWatch.of(args[1]))
        .run(Duration.ofSeconds(Integer.parseInt(args[2])));
    producer.shutdown();
  }

  private void run(Duration length) throws Exception {
    // Warm-up, of both ends alike: the same as what comes, not counted.
    new SyncPhase(producer, "BenchWarm", SENDERS, length).run();
    long warm = new AsyncPhase(producer, "BenchWarmBacklog", WARM_UP).run().messages();
    new PushPhase(namesrvAddr, "BenchWarmBacklog", warm, false).run();
    watch.measure("sync1", new SyncPhase(producer, "BenchSync", 1, length));
    watch.measure("sync32", new SyncPhase(producer, "BenchSync", SENDERS, length));
    long accepted = watch.measure("async", new AsyncPhase(producer, "BenchBacklog", BACKLOG));
    watch.measure("push", new PushPhase(namesrvAddr, "BenchBacklog", accepted, false));
  }
}
