package io.glassmq.bench.load;

import java.util.concurrent.CountDownLatch;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.message.Message;

/**
 * Many consumers, each in a group of its own and with connections of its own, for whom nothing
 * comes: their pulls wait at the broker, one for each queue of the topic. Runs until it is killed.
 * Arguments: name server, number of consumers.
 */
final class WaitingLoad {
  private static final String TOPIC = "BenchWaiting";
  private static final int QUEUES = 4;

  private static final int PATIENCE_MILLIS = 30_000;

  private WaitingLoad() {}

  static void run(String[] args) throws Exception {
    createTopic(args[0]);
    int count = Integer.parseInt(args[1]);
    for (int i = 0; i < count; i++) {
      startConsumer(args[0], "waiting-" + i);
    }
    System.out.println(PacedLoad.READY);
    new CountDownLatch(1).await();
  }

  private static void createTopic(String namesrvAddr) throws Exception {
    var producer = new DefaultMQProducer("bench");
    producer.setNamesrvAddr(namesrvAddr);
    producer.setDefaultTopicQueueNums(QUEUES);
    producer.setSendMsgTimeout(PATIENCE_MILLIS); // both JVMs are cold
    producer.start();
    producer.send(new Message(TOPIC, new byte[SyncPhase.BODY_BYTES]));
    producer.shutdown();
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
