package io.glassmq.solutions.lab05;

import io.glassmq.client.consumer.DefaultMQPullConsumer;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends eight messages to the broker at 127.0.0.1:9876, a few milliseconds apart, and then asks it
 * for the first message from each of these times on. Start {@link MyBroker} first.
 */
public final class AskForTimes {
  private static final int MESSAGES = 8;
  private static final long APART_NANOS = 5_000_000;

  private AskForTimes() {}

  public static void main(String[] args) throws Exception {
    var producer = new DefaultMQProducer("lab05-senders");
    producer.setNamesrvAddr("127.0.0.1:9876");
    producer.setSendMsgTimeout(60_000); // you may stand at a breakpoint meanwhile
    producer.start();
    var consumer = new DefaultMQPullConsumer("lab05-readers");
    consumer.setNamesrvAddr("127.0.0.1:9876");
    consumer.start();

    producer.send(new Message("Times", "the broker makes the topic".getBytes()));
    MessageQueue queue = producer.fetchPublishMessageQueues("Times").get(0);
    List<Long> times = new ArrayList<>();
    List<Long> offsets = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      LockSupport.parkNanos(APART_NANOS);
      times.add(System.currentTimeMillis());
      var message = new Message("Times", ("message " + i).getBytes());
      offsets.add(producer.send(message, queue).getQueueOffset());
    }
    while (consumer.maxOffset(queue) <= offsets.get(MESSAGES - 1)) {
      LockSupport.parkNanos(APART_NANOS);
    }
    for (int i = 0; i < MESSAGES; i++) {
      long found = consumer.searchOffset(queue, times.get(i));
      String verdict = found == offsets.get(i) ? "right" : "WRONG";
      System.out.printf(
          "the first message from %d on has offset %d; the answer is %d, %s%n",
          times.get(i), offsets.get(i), found, verdict);
    }

    consumer.shutdown();
    producer.shutdown();
  }
}
