package io.glassmq.bench.load;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;

/** A new group that reads a backlog from its start; timed from its first message on. */
record PushPhase(String namesrvAddr, String topic, long count) implements Phase {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @Override
  public Result run() throws Exception {
    var received = new AtomicLong();
    var first = new AtomicLong();
    var last = new AtomicLong();
    var all = new CountDownLatch(1);
    var consumer = new DefaultMQPushConsumer("consumersOf" + topic);
    consumer.setNamesrvAddr(namesrvAddr);
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    consumer.subscribe(topic, "*");
    consumer.registerMessageListener(
        (MessageListenerConcurrently)
            (messages, context) -> {
              long now = System.nanoTime();
              first.compareAndSet(0, now);
              if (received.addAndGet(messages.size()) >= count) {
                last.compareAndSet(0, now);
                all.countDown();
              }
              return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
            });
    consumer.start();
    boolean complete = all.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
    consumer.shutdown();
    if (!complete) {
      throw new IllegalStateException("only " + received + " of " + count + " within " + LIMIT);
    }
    return new Result(received.get(), 0, last.get() - first.get(), Phase.newHistogram());
  }
}
