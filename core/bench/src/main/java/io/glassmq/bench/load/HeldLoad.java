package io.glassmq.bench.load;

import java.util.concurrent.CountDownLatch;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.producer.DefaultMQProducer;

/**
 * Members of a group in pop mode that take messages and never answer: all of them are in flight.
 * Says that it is ready when each member has its first messages, which is soon before all hold what
 * they may; runs until it is killed. Argument: name server.
 */
final class HeldLoad {
  private static final String TOPIC = "BenchHeld";
  private static final int MEMBERS = 100;
  private static final int HELD_BY_EACH = 1_000;
  private static final long INVISIBLE_MILLIS = 300_000;

  /** More than they hold together, for the last batch of each may be one too many. */
  private static final int BACKLOG = MEMBERS * (HELD_BY_EACH + 2 * PopGroup.BATCH);

  private HeldLoad() {}

  static void run(String[] args) throws Exception {
    var producer = new DefaultMQProducer("bench");
    producer.setNamesrvAddr(args[0]);
    producer.start();
    new AsyncPhase(producer, TOPIC, BACKLOG).run();
    producer.shutdown();
    var begun = new CountDownLatch(MEMBERS);
    var never = new CountDownLatch(1);
    new PopGroup(args[0], TOPIC, MEMBERS, HELD_BY_EACH, INVISIBLE_MILLIS)
        .start(
            1,
            (messages, context) -> {
              begun.countDown();
              awaitEnd(never);
              return ConsumeConcurrentlyStatus.RECONSUME_LATER;
            });
    begun.await();
    System.out.println(LoadMain.READY);
    never.await();
  }

  private static void awaitEnd(CountDownLatch never) {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
