package io.glassmq.bench.load;

import org.apache.rocketmq.client.producer.DefaultMQProducer;

/**
 * Sends backlogs, then reads each with a group in pop mode: of one member, then of eight, on four
 * queues. Arguments: name server, process id of the broker.
 */
final class PopLoad {
  private static final int BACKLOG = 80_000;
  private static final int WARM_UP = 50_000;
  private static final int MANY = 8;

  private PopLoad() {}

  static void run(String[] args) throws Exception {
    var producer = new DefaultMQProducer("bench");
    producer.setNamesrvAddr(args[0]);
    producer.setRetryTimesWhenSendAsyncFailed(0);
    producer.start();
    long warm = new AsyncPhase(producer, "BenchPopWarm", WARM_UP).run().messages();
    long one = new AsyncPhase(producer, "BenchPopOne", BACKLOG).run().messages();
    long many = new AsyncPhase(producer, "BenchPopMany", BACKLOG).run().messages();
    producer.shutdown();
    new PopPhase(args[0], "BenchPopWarm", 2, warm).run();
    BrokerWatch watch = BrokerWatch.of(args[1]);
    watch.measure("pop1", new PopPhase(args[0], "BenchPopOne", 1, one));
    watch.measure("pop8", new PopPhase(args[0], "BenchPopMany", MANY, many));
  }
}
