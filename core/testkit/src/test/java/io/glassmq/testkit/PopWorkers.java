package io.glassmq.testkit;

import io.glassmq.client.consumer.SimpleConsumer;
import io.glassmq.client.exception.MQClientException;
import io.glassmq.common.message.MessageExt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Workers of one group that pop: at first careless ones, which acknowledge most messages, forget
 * some and put some off; then careful ones. They go on when the broker dies under their hands.
 *
 * <p>Each has a thread {@code PopWorker-n}; the test may ask at any time.
 */
final class PopWorkers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PopWorkers.class);
  private static final Duration INVISIBLE = Duration.ofSeconds(2);
  private static final Duration PUT_OFF = Duration.ofMillis(700);
  private static final long PAUSE_MILLIS = 50;
  private static final int BATCH = 8;

  private final Set<String> acked = ConcurrentHashMap.newKeySet();
  private final Set<String> cameBack = ConcurrentHashMap.newKeySet();
  private final Queue<String> afterAck = new ConcurrentLinkedQueue<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();
  private final List<SimpleConsumer> consumers = new ArrayList<>();
  private volatile boolean careful;

  /**
   * @param topic all messages of it that are sent from now on are received
   */
  PopWorkers(int count, String namesrvAddr, String topic) throws Exception {
    for (int i = 0; i < count; i++) {
      var consumer = new SimpleConsumer("workers");
      consumer.setNamesrvAddr(namesrvAddr);
      consumer.setInstanceName("worker-" + i);
      consumer.setAwaitDuration(Duration.ofMillis(500));
      consumer.subscribe(topic, "*");
      consumer.start();
      consumers.add(consumer);
    }
    consumers.get(0).receive(1, INVISIBLE); // so that the broker knows where the group begins
    for (int i = 0; i < count; i++) {
      int number = i;
      var thread = new Thread(() -> run(number), "PopWorker-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  private void run(int number) {
    var random = new SplittableRandom(number);
    try {
      while (end.getCount() > 0) {
        try {
          for (MessageExt message : consumers.get(number).receive(BATCH, INVISIBLE)) {
            work(consumers.get(number), message, random);
          }
        } catch (InterruptedException e) {
          throw e;
        } catch (Exception e) { // the broker is dead, or was when it should have answered
          LOG.info("Worker {} goes on after: {}", number, e.toString());
          end.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(SimpleConsumer consumer, MessageExt message, SplittableRandom random)
      throws Exception {
    String id = new String(message.getBody());
    if (message.getReconsumeTimes() > 0) {
      cameBack.add(id);
    }
    if (acked.contains(id)) {
      afterAck.add(id);
    }
    int mood = careful ? 0 : random.nextInt(10);
    if (mood == 9) {
      consumer.changeInvisibleDuration(message, PUT_OFF);
    } else if (mood < 7) {
      try {
        consumer.ack(message);
        acked.add(id);
      } catch (MQClientException e) {
        LOG.info("Worker was too slow for {}: {}", id, e.getMessage());
      }
    }
  }

  /** From now on all that comes is acknowledged. */
  void takeCare() {
    careful = true;
  }

  Set<String> acked() {
    return Set.copyOf(acked);
  }

  /** Messages that nobody had acknowledged in time. */
  Set<String> cameBack() {
    return Set.copyOf(cameBack);
  }

  /** Messages that came after their acknowledgement. */
  List<String> cameAfterAck() {
    return List.copyOf(afterAck);
  }

  @Override
  public void close() {
    end.countDown();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    consumers.forEach(SimpleConsumer::shutdown);
  }
}
