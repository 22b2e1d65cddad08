package io.glassmq.bench.load;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.message.Message;

/** Makes a topic, as senders do: with a first message. */
record NewTopic(String namesrvAddr, String name, int queues) {
  /** Both ends are cold, and the machine may be busy. */
  private static final int ATTEMPTS = 10;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  void create(byte[] firstBody) throws Exception {
    var producer = new DefaultMQProducer("bench");
    producer.setNamesrvAddr(namesrvAddr);
    producer.setDefaultTopicQueueNums(queues);
    producer.start();
    for (int i = 1; !isSent(producer, firstBody, i == ATTEMPTS); i++) {
      System.out.println("attempt " + i + " to make topic " + name + " failed");
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    producer.shutdown();
  }

  private boolean isSent(DefaultMQProducer producer, byte[] body, boolean last) throws Exception {
    try {
      producer.send(new Message(name, body));
      return true;
    } catch (Exception e) {
      if (last) {
        throw e;
      }
      return false;
    }
  }
}
