package io.glassmq.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendStatus;
import org.apache.rocketmq.common.message.Message;

/** Senders that each wait for an answer before they send the next message of 1 KiB. */
record SyncPhase(DefaultMQProducer producer, String topic, int senders, Duration length)
    implements Phase {
  static final int BODY_BYTES = 1024;

  @Override
  public Result run() throws Exception {
    var threads = Executors.newFixedThreadPool(senders, task -> new Thread(task, "BenchSender"));
    long begin = System.nanoTime();
    long end = begin + length.toNanos();
    Callable<Result> sender = () -> send(end);
    var results = new ArrayList<Future<Result>>();
    for (int i = 0; i < senders; i++) {
      results.add(threads.submit(sender));
    }
    Histogram all = Phase.newHistogram();
    long errors = 0;
    for (Future<Result> result : results) {
      all.add(result.get().latencies());
      errors += result.get().errors();
    }
    threads.shutdown();
    return new Result(all.getTotalCount(), errors, System.nanoTime() - begin, all);
  }

  private Result send(long end) {
    Histogram latencies = Phase.newHistogram();
    byte[] body = new byte[BODY_BYTES];
    long errors = 0;
    long now = System.nanoTime();
    while (now - end < 0) {
      boolean accepted = isAccepted(new Message(topic, body));
      long after = System.nanoTime();
      if (accepted) {
        latencies.recordValue(after - now);
      } else {
        errors++;
      }
      now = after;
    }
    return new Result(latencies.getTotalCount(), errors, 0, latencies);
  }

  private boolean isAccepted(Message message) {
    try {
      return producer.send(message).getSendStatus() == SendStatus.SEND_OK;
    } catch (Exception e) {
      return false;
    }
  }
}
