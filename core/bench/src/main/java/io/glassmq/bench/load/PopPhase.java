package io.glassmq.bench.load;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.common.message.MessageExt;

/**
 * A group in pop mode reads a backlog and acknowledges it. The rate counts from the first message
 * to the last; the processor time goes on until the broker has no more work with what it handed
 * out, which comes up once more when its invisible time is over.
 */
record PopPhase(String namesrvAddr, String topic, int members, long count) implements Phase {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration INVISIBLE = Duration.ofSeconds(10);
  private static final Duration AFTERMATH = INVISIBLE.plusSeconds(6);
  private static final int THREADS = 8;

  @Override
  public Result run() throws Exception {
    var received = new AtomicLong();
    var first = new AtomicLong();
    var last = new AtomicLong();
    var all = new CountDownLatch(1);
    MessageListenerConcurrently listener =
        (messages, context) -> {
          long now = System.nanoTime();
          first.compareAndSet(0, now);
          long fresh = messages.stream().filter(PopPhase::isFirstDelivery).count();
          if (received.addAndGet(fresh) >= count) {
            last.compareAndSet(0, now);
            all.countDown();
          }
          return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
        };
    var consumers =
        new PopGroup(namesrvAddr, topic, members, PopGroup.IN_FLIGHT, INVISIBLE.toMillis())
            .start(THREADS, listener);
    boolean complete = all.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
    LockSupport.parkNanos(AFTERMATH.toNanos());
    consumers.forEach(DefaultMQPushConsumer::shutdown);
    if (!complete) {
      throw new IllegalStateException("only " + received + " of " + count + " within " + LIMIT);
    }
    return new Result(received.get(), 0, last.get() - first.get(), Phase.newHistogram());
  }

  private static boolean isFirstDelivery(MessageExt message) {
    return message.getReconsumeTimes() == 0;
  }
}
