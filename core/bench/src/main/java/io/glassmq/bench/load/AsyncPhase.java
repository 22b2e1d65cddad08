package io.glassmq.bench.load;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendCallback;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.common.message.Message;

/** One sender that does not wait, with a bounded number of answers outstanding. */
record AsyncPhase(DefaultMQProducer producer, String topic, int count) implements Phase {
  private static final int IN_FLIGHT = 256;

  @Override
  public Result run() throws Exception {
    Histogram latencies = new ConcurrentHistogram(Phase.newHistogram());
    var errors = new LongAdder();
    var inFlight = new Semaphore(IN_FLIGHT);
    byte[] body = new byte[SyncPhase.BODY_BYTES];
    long begin = System.nanoTime();
    for (int i = 0; i < count; i++) {
      inFlight.acquire();
      producer.send(new Message(topic, body), callback(latencies, errors, inFlight));
    }
    inFlight.acquire(IN_FLIGHT);
    long nanos = System.nanoTime() - begin;
    return new Result(latencies.getTotalCount(), errors.sum(), nanos, latencies);
  }

  private static SendCallback callback(Histogram latencies, LongAdder errors, Semaphore inFlight) {
    long begin = System.nanoTime();
    return new SendCallback() {
      @Override
      public void onSuccess(SendResult result) {
        latencies.recordValue(System.nanoTime() - begin);
        inFlight.release();
      }

      @Override
      public void onException(Throwable e) {
        errors.increment();
        inFlight.release();
      }
    };
  }
}
