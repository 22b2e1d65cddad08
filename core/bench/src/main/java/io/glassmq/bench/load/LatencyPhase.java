package io.glassmq.bench.load;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.common.consumer.ConsumeFromWhere;
import org.apache.rocketmq.common.message.Message;

/** How long messages take from the moment at which they were due to the listener. */
record LatencyPhase(DefaultMQPushConsumer consumer, int count) implements Phase {
  private static final Duration LIMIT = Duration.ofSeconds(120);

  @Override
  public Result run() throws Exception {
    Histogram latencies = new ConcurrentHistogram(Phase.newHistogram());
    var all = new CountDownLatch(count);
    var ready = new AtomicBoolean();
    consumer.setConsumeFromWhere(ConsumeFromWhere.CONSUME_FROM_FIRST_OFFSET);
    consumer.subscribe(PacedLoad.TOPIC, "*");
    consumer.registerMessageListener(
        (MessageListenerConcurrently)
            (messages, context) -> {
              long now = EpochNanos.now();
              for (Message message : messages) {
                long due = EpochNanos.fromBytes(message.getBody());
                if (due != PacedLoad.WARM_UP) {
                  latencies.recordValue(now - due);
                  all.countDown();
                } else if (ready.compareAndSet(false, true)) {
                  System.out.println(LoadMain.READY);
                }
              }
              return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
            });
    long begin = System.nanoTime();
    consumer.start();
    boolean complete = all.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
    consumer.shutdown();
    if (!complete) {
      throw new IllegalStateException(all.getCount() + " messages missing after " + LIMIT);
    }
    return new Result(latencies.getTotalCount(), 0, System.nanoTime() - begin, latencies);
  }
}
