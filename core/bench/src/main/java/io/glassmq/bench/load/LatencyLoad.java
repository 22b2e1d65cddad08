package io.glassmq.bench.load;

import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;

/**
 * Receives what {@link PacedLoad} sends, in a process of its own. Arguments: name server, process
 * id of the broker, number of messages to measure, {@code pull} or {@code pop}.
 */
final class LatencyLoad {
  private static final int QUEUES = 4;

  private LatencyLoad() {}

  static void run(String[] args) throws Exception {
    new NewTopic(args[0], PacedLoad.TOPIC, QUEUES)
        .create(PacedLoad.message(PacedLoad.WARM_UP).getBody());
    var consumer = new DefaultMQPushConsumer("latencyOf" + PacedLoad.TOPIC);
    consumer.setNamesrvAddr(args[0]);
    consumer.setClientRebalance(args[3].equals("pull"));
    var phase = new LatencyPhase(consumer, Integer.parseInt(args[2]));
    BrokerWatch.of(args[1]).measure("latency", phase);
  }
}
