package io.glassmq.chapters.ch05;

import io.glassmq.chapters.DemoServers;
import io.glassmq.client.consumer.DefaultMQPullConsumer;
import io.glassmq.client.producer.DefaultMQProducer;
import io.glassmq.client.producer.SendResult;
import io.glassmq.common.message.Message;
import io.glassmq.common.message.MessageQueue;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * What the demos of this chapter share: a broker with one topic {@code Orders} of one queue, who
 * sends to it and who reads from it. Used by the demo's main thread.
 */
final class Shop implements AutoCloseable {
  static final String TOPIC = "Orders";
  private static final int ASK_AGAIN_NANOS = 5_000_000;

  final DemoServers servers;
  final DefaultMQProducer producer;
  final DefaultMQPullConsumer consumer;
  final MessageQueue queue;

  Shop() throws Exception {
    servers = DemoServers.start(Map.of("maxHashSlotNum", 100, "maxIndexNum", 400));
    servers.createTopic(TOPIC, 1);
    producer = new DefaultMQProducer("shop");
    producer.setNamesrvAddr(servers.namesrvAddr());
    producer.start();
    consumer = new DefaultMQPullConsumer("ledger");
    consumer.setNamesrvAddr(servers.namesrvAddr());
    consumer.setEnableRebalance(false); // it is told where to read
    consumer.start();
    queue = consumer.fetchSubscribeMessageQueues(TOPIC).iterator().next();
  }

  SendResult send(String body, String key) throws Exception {
    return producer.send(new Message(TOPIC, "paid", key, body.getBytes()));
  }

  /** Waits until the dispatcher has given this many messages their units. */
  void awaitUnits(int count) throws Exception {
    while (consumer.maxOffset(queue) < count) {
      LockSupport.parkNanos(ASK_AGAIN_NANOS);
    }
  }

  @Override
  public void close() throws IOException {
    consumer.shutdown();
    producer.shutdown();
    servers.close();
  }
}
