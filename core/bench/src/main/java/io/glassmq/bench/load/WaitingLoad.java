package io.glassmq.bench.load;

import java.util.concurrent.CountDownLatch;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;

/**
 * Many consumers, each in a group of its own and with connections of its own, for whom nothing
 * comes: their pulls wait at the broker, one for each queue of the topic. Runs until it is killed.
 * Arguments: name server, number of consumers.
 */
final class WaitingLoad {
  private static final String TOPIC = "BenchWaiting";
  private static final int QUEUES = 4;

  private WaitingLoad() {}

  static void run(String[] args) throws Exception {
    new NewTopic(args[0], TOPIC, QUEUES).create(new byte[SyncPhase.BODY_BYTES]);
    int count = Integer.parseInt(args[1]);
    for (int i = 0; i < count; i++) {
      startConsumer(args[0], "waiting-" + i);
    }
    System.out.println(LoadMain.READY);
    new CountDownLatch(1).await();
  }

  private static void startConsumer(String namesrvAddr, String group) throws Exception {
    var consumer = new DefaultMQPushConsumer(group);
    consumer.setNamesrvAddr(namesrvAddr);
    consumer.setInstanceName(group);
    consumer.subscribe(TOPIC, "*");
    consumer.registerMessageListener(
        (MessageListenerConcurrently)
            (messages, context) -> ConsumeConcurrentlyStatus.CONSUME_SUCCESS);
    consumer.start();
  }
}
