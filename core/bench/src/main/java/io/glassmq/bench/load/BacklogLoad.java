package io.glassmq.bench.load;

import org.apache.rocketmq.client.producer.DefaultMQProducer;

/**
 * Sends a backlog, then reads it with a new group. Arguments: name server, process id of the
 * broker. The JVM is warm by then: it has sent the backlog, and read a smaller one.
 */
final class BacklogLoad {
  private static final int BACKLOG = 300_000;
  private static final int WARM_UP = 40_000;

  private BacklogLoad() {}

  static void run(String[] args) throws Exception {
    var producer = new DefaultMQProducer("bench");
    producer.setNamesrvAddr(args[0]);
    producer.setRetryTimesWhenSendAsyncFailed(0);
    producer.start();
    long warm = new AsyncPhase(producer, "BenchWarmBacklog", WARM_UP).run().messages();
    long accepted = new AsyncPhase(producer, "BenchBacklog", BACKLOG).run().messages();
    producer.shutdown();
    new PushPhase(args[0], "BenchWarmBacklog", warm, true).run();
    BrokerWatch.of(args[1])
        .measure("backlog", new PushPhase(args[0], "BenchBacklog", accepted, true));
  }
}
