package io.glassmq.broker.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.glassmq.broker.BrokerConfig;
import io.glassmq.broker.TestClock;
import io.glassmq.broker.offset.ConsumerOffsetManager;
import io.glassmq.broker.offset.ConsumerOrderInfoManager;
import io.glassmq.broker.offset.OrderReleases;
import io.glassmq.broker.offset.PopQueue;
import io.glassmq.broker.pop.PopQueueLocks;
import io.glassmq.broker.subscription.SubscriptionGroupManager;
import io.glassmq.broker.topic.TopicConfigManager;
import io.glassmq.remoting.RequestRefusedException;
import io.glassmq.remoting.protocol.ConfigFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderedAcksTest {
  private static final PopQueue QUEUE = new PopQueue("T", "G", 0);
  private static final long INVISIBLE = 10_000;

  @TempDir private Path folder;

  private final TestClock clock = new TestClock();
  private final PopQueueLocks locks = new PopQueueLocks();
  private final List<PopQueue> freed = new ArrayList<>();
  private ConsumerOffsetManager offsets;
  private ConsumerOrderInfoManager orderInfo;
  private OrderedAcks acks;
  private long popTime;

  @BeforeEach
  void popThree() {
    var config = BrokerConfig.of(new Properties());
    var topics = new TopicConfigManager(config, file("topics"), clock, () -> {});
    var groups = new SubscriptionGroupManager(true, file("groups"), clock);
    offsets = new ConsumerOffsetManager(file("offsets"), clock);
    orderInfo =
        new ConsumerOrderInfoManager(
            file("order"), topics, groups, new OrderReleases(queue -> {}, clock), clock);
    acks = new OrderedAcks(orderInfo, offsets, locks, freed::add, Runnable::run, clock);
    popTime = clock.millis();
    orderInfo.update(QUEUE, null, popTime, INVISIBLE, List.of(4L, 5L, 6L));
    offsets.commitOffset("G", "T", 0, 4);
  }

  private ConfigFile file(String name) {
    return new ConfigFile(folder.resolve(name));
  }

  private long groupOffset() {
    return offsets.queryOffset("G", "T", 0);
  }

  @Nested
  class Ack {
    @Test
    void shouldMoveTheOffsetToTheFirstMessageThatIsNotDone() {
      acks.ack(QUEUE, 5, popTime).join();
      assertThat(groupOffset()).isEqualTo(4);

      acks.ack(QUEUE, 4, popTime).join();

      assertThat(groupOffset()).isEqualTo(6);
      assertThat(freed).isEmpty();
    }

    @Test
    void shouldFailWhenTheQueueIsBusyAndSoAreAllThreads() {
      Executor full =
          task -> {
            throw new RejectedExecutionException("full");
          };
      acks = new OrderedAcks(orderInfo, offsets, locks, freed::add, full, clock);
      locks.tryLock(QUEUE);

      var ack = acks.ack(QUEUE, 4, popTime);

      assertThat(ack)
          .failsWithin(Duration.ofSeconds(5))
          .withThrowableOfType(ExecutionException.class);
    }

    @Test
    void shouldFreeTheQueueWhenAllIsDone() {
      for (long offset = 4; offset <= 6; offset++) {
        acks.ack(QUEUE, offset, popTime).join();
      }

      assertThat(groupOffset()).isEqualTo(7);
      assertThat(freed).containsExactly(QUEUE);
    }

    @Test
    void shouldIgnoreAHandleOfAnOlderPop() {
      acks.ack(QUEUE, 4, popTime - 1).join();

      assertThat(groupOffset()).isEqualTo(4);
    }

    @Test
    void shouldIgnoreAMessageThatIsPassed() {
      acks.ack(QUEUE, 3, popTime).join();

      assertThat(groupOffset()).isEqualTo(4);
      assertThat(freed).isEmpty();
    }

    @Test
    void shouldRefuseAMessageThatWasNotHandedOut() {
      assertThatThrownBy(() -> acks.ack(QUEUE, 9, popTime).join())
          .hasCauseInstanceOf(RequestRefusedException.class)
          .hasMessageContaining("offset is illegal, key:T@G@0");
      assertThat(locks.tryLock(QUEUE)).isTrue();
    }

    @Test
    void shouldWaitForItsTurnWithoutAThread() {
      locks.tryLock(QUEUE);
      var done = acks.ack(QUEUE, 4, popTime);
      assertThat(done).isNotDone();
      assertThat(groupOffset()).isEqualTo(4);

      locks.unlock(QUEUE);

      await().untilAsserted(() -> assertThat(done).isCompleted());
      assertThat(groupOffset()).isEqualTo(5);
    }
  }

  @Nested
  class ChangeInvisible {
    @Test
    void shouldHideTheMessageFromNowOn() {
      clock.advance(1_000);

      long visibleAt = acks.changeInvisible(QUEUE, 4, popTime, 60_000).join();

      assertThat(visibleAt).isEqualTo(popTime + 61_000);
      clock.advance(INVISIBLE);
      assertThat(orderInfo.isBlocked(QUEUE, null, INVISIBLE)).isTrue();
      clock.advance(50_000);
      assertThat(orderInfo.isBlocked(QUEUE, null, INVISIBLE)).isFalse();
    }
  }
}
