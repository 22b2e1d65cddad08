package io.glassmq.bench.load;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;

/**
 * A new group that reads a backlog from its start.
 *
 * @param fromStart whether the time counts from the start of the consumer, or from its first
 *     message
 */
record PushPhase(String namesrvAddr, String topic, long count, boolean fromStart) implements Phase {
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
    long start = System.nanoTime();
    consumer.start();
    boolean complete = all.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
    consumer.shutdown();
    if (!complete) {
      throw new IllegalStateException("only " + received + " of " + count + " within " + LIMIT);
    }
    long nanos = last.get() - (fromStart ? start : first.get());
    return new Result(received.get(), 0, nanos, Phase.newHistogram());
  }
}
