package io.glassmq.client.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.client.common.ThreadLocalIndex;
import io.glassmq.common.message.MessageQueue;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link MQFaultStrategy} must do. */
abstract class MQFaultStrategyContract {
  private static final List<MessageQueue> QUEUES =
      List.of(
          new MessageQueue("T", "broker-a", 0),
          new MessageQueue("T", "broker-a", 1),
          new MessageQueue("T", "broker-b", 0),
          new MessageQueue("T", "broker-b", 1));

  private final ThreadLocalIndex turn = new ThreadLocalIndex();

  abstract MQFaultStrategy create();

  /** FS-1, FS-2. */
  @Test
  void shouldGiveEachQueueTheSameShare() throws InterruptedException {
    MQFaultStrategy strategy = create();
    Map<MessageQueue, AtomicInteger> shares = new ConcurrentHashMap<>();
    ExecutorService senders = Executors.newFixedThreadPool(4);

    for (int sender = 0; sender < 4; sender++) {
      senders.execute(
          () -> {
            for (int i = 0; i < 1_000; i++) {
              MessageQueue queue = strategy.selectOneMessageQueue(QUEUES, turn, null);
              shares.computeIfAbsent(queue, q -> new AtomicInteger()).incrementAndGet();
            }
          });
    }
    senders.shutdown();

    assertThat(senders.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(shares.keySet()).containsExactlyInAnyOrderElementsOf(QUEUES);
    assertThat(shares.values()).allMatch(share -> share.get() == 1_000);
  }

  /** FS-2, over the whole range of the counter. */
  @Test
  void shouldGoOnInTurnWhereTheCounterRunsOver() {
    MQFaultStrategy strategy = create();

    for (int jump = 0; jump < 100; jump++) {
      turn.jump();
      Set<MessageQueue> round = new HashSet<>();
      for (int i = 0; i < QUEUES.size(); i++) {
        round.add(strategy.selectOneMessageQueue(QUEUES, turn, null));
      }
      assertThat(round).hasSameSizeAs(QUEUES);
    }
  }

  /** FS-3. */
  @Test
  void shouldAvoidTheBrokerThatJustFailed() {
    MQFaultStrategy strategy = create();

    for (int i = 0; i < 100; i++) {
      assertThat(strategy.selectOneMessageQueue(QUEUES, turn, "broker-a").getBrokerName())
          .isEqualTo("broker-b");
    }
  }

  /** FS-4. */
  @Test
  void shouldChooseSomeQueueWhenOnlyTheFailedBrokerHasAny() {
    MQFaultStrategy strategy = create();
    List<MessageQueue> onlyA = QUEUES.subList(0, 2);

    for (int i = 0; i < 10; i++) {
      assertThat(strategy.selectOneMessageQueue(onlyA, turn, "broker-a")).isIn(onlyA);
    }
    assertThat(strategy.selectOneMessageQueue(QUEUES.subList(0, 1), turn, null))
        .isEqualTo(QUEUES.get(0));
  }
}
