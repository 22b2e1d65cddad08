package io.glassmq.chapters.ch06;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.glassmq.client.consumer.DefaultMQPullConsumer;
import io.glassmq.client.consumer.PullResult;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageExt;
import io.glassmq.common.message.MessageQueue;
import java.util.Set;
import java.util.TreeSet;

/**
 * The topic of this chapter's demos: sends numbered orders, and counts which of them are there.
 * Used by one thread.
 */
final class Orders implements AutoCloseable {
  static final String TOPIC = "Orders";

  private final DefaultMQProducer producer = new DefaultMQProducer("shop");
  private final Set<String> acknowledged = new TreeSet<>();

  Orders(String namesrvAddr) throws Exception {
    producer.setNamesrvAddr(namesrvAddr);
    producer.setRetryTimesWhenSendFailed(0);
    producer.setSendMsgTimeout(30_000);
    producer.start();
  }

  /** Sends orders; returns when each is acknowledged. */
  void send(int count, int bytes) throws Exception {
    for (int i = 0; i < count; i++) {
      String order = "order %03d ".formatted(acknowledged.size());
      String body = order + "x".repeat(Math.max(0, bytes - order.length()));
      producer.send(new Message(TOPIC, body.getBytes(UTF_8)));
      acknowledged.add(order);
    }
  }

  /** All orders for which an acknowledgement came. */
  Set<String> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  /** How many of these orders a consumer finds in the queues of a broker. */
  static long found(Set<String> orders, String namesrvAddr) throws Exception {
    var consumer = new DefaultMQPullConsumer("accountants");
    consumer.setNamesrvAddr(namesrvAddr);
    consumer.start();
    Set<String> found = new TreeSet<>();
    try {
      for (MessageQueue queue : consumer.fetchSubscribeMessageQueues(TOPIC)) {
        long offset = consumer.minOffset(queue);
        long end = consumer.maxOffset(queue);
        while (offset < end) {
          PullResult result = consumer.pull(queue, "*", offset, 32);
          result.getMsgFoundList().forEach(message -> found.add(nameOf(message)));
          offset = result.getNextBeginOffset();
        }
      }
    } finally {
      consumer.shutdown();
    }
    return orders.stream().filter(found::contains).count();
  }

  private static String nameOf(MessageExt message) {
    String body = new String(message.getBody(), UTF_8);
    return body.substring(0, "order 000 ".length());
  }

  @Override
  public void close() {
    producer.shutdown();
  }
}
