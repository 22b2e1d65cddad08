package io.glassmq.bench.load;

import java.util.concurrent.CountDownLatch;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.message.Message;

/**
 * Many consumers, each in a group of its own and with connections of its own, for whom nothing
 * comes: their pulls wait at the broker. Runs until it is killed. Arguments: name server, number of
 * the first consumer, number of consumers.
 */
final class WaitingMain {
  private static final String TOPIC = "BenchWaiting";

  private WaitingMain() {}

  public static void main(String[] args) throws Exception {
    createTopic(args[0]);
    int first = Integer.parseInt(args[1]);
    for (int i = first; i < first + Integer.parseInt(args[2]); i++) {
      startConsumer(args[0], "waiting-" + i);
    }
    System.out.println(PacedMain.READY);
    new CountDownLatch(1).await();
  }

  /** With one queue: one waiting pull for each group. */
  private static void createTopic(String namesrvAddr) throws Exception {
    var producer = new DefaultMQProducer("bench");
    producer.setNamesrvAddr(namesrvAddr);
    producer.setDefaultTopicQueueNums(1);
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
