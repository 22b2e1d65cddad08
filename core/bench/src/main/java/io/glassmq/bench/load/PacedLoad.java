package io.glassmq.bench.load;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.client.producer.SendCallback;
import org.apache.rocketmq.client.producer.SendResult;
import org.apache.rocketmq.common.message.Message;

/**
 * Sends at a fixed rate and never waits for an answer. Each message says when it was due, not when
 * it left: whoever is late, sender or broker, cannot hide it (no coordinated omission). Arguments:
 * name server, number of messages to warm up, number of messages to measure.
 */
final class PacedLoad {
  static final String TOPIC = "BenchLatency";
  static final int PER_SECOND = 500;
  private static final int PATIENCE_MILLIS = 30_000;
  private static final int REST_MILLIS = 10;

  /** In the place of the time in messages that are not measured. */
  static final long WARM_UP = 0;

  private final DefaultMQProducer producer;

  private PacedLoad(DefaultMQProducer producer) {
    this.producer = producer;
  }

  static void run(String[] args) throws Exception {
    var producer = new DefaultMQProducer("bench");
    producer.setNamesrvAddr(args[0]);
    producer.setSendMsgTimeout(PATIENCE_MILLIS); // it is cold
    producer.start();
    new PacedLoad(producer).run(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    producer.shutdown();
  }

  private void run(int warmUp, int count) throws Exception {
    var answers = new CountDownLatch(warmUp + count);
    long begin = EpochNanos.now();
    for (int i = 0; i < warmUp + count; i++) {
      long due = begin + i * (1_000_000_000L / PER_SECOND);
      for (long early = due - EpochNanos.now(); early > 0; early = due - EpochNanos.now()) {
        LockSupport.parkNanos(early);
      }
      send(message(i < warmUp ? WARM_UP : due), answers);
    }
    if (!answers.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException(answers.getCount() + " messages are not accepted");
    }
  }

  static Message message(long due) {
    byte[] body = Arrays.copyOf(EpochNanos.toBytes(due), SyncPhase.BODY_BYTES);
    return new Message(TOPIC, body);
  }

  private void send(Message message, CountDownLatch answers) {
    try {
      producer.send(message, callback(message, answers));
    } catch (Exception e) {
      sendAgain(message, answers);
    }
  }

  private SendCallback callback(Message message, CountDownLatch answers) {
    return new SendCallback() {
      @Override
      public void onSuccess(SendResult result) {
        answers.countDown();
      }

      @Override
      public void onException(Throwable e) {
        sendAgain(message, answers);
      }
    };
  }

  /** What a busy broker refuses is sent again, as it is: for its receiver it is late. */
  private void sendAgain(Message message, CountDownLatch answers) {
    CompletableFuture.delayedExecutor(REST_MILLIS, TimeUnit.MILLISECONDS)
        .execute(() -> send(message, answers));
  }
}
