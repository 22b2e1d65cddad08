package io.glassmq.client.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.client.common.ThreadLocalIndex;
import io.glassmq.client.producer.ProducerConfig;
import io.glassmq.common.message.MessageQueue;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyFaultToleranceTest extends MQFaultStrategyContract {
  private static final List<MessageQueue> QUEUES =
      List.of(
          new MessageQueue("T", "broker-a", 0),
          new MessageQueue("T", "broker-b", 0),
          new MessageQueue("T", "broker-c", 0));

  private final AtomicLong now = new AtomicLong(1_000_000);
  private final ThreadLocalIndex turn = new ThreadLocalIndex();
  private final MQFaultStrategy strategy = create();

  @Override
  final MQFaultStrategy create() {
    var settings = new ProducerConfig("senders");
    settings.setSendLatencyFaultEnable(true);
    return MQFaultStrategy.of(settings, now::get);
  }

  private Set<String> chosen(String failedBroker) {
    Set<String> brokers = new TreeSet<>();
    for (int i = 0; i < 50; i++) {
      brokers.add(strategy.selectOneMessageQueue(QUEUES, turn, failedBroker).getBrokerName());
    }
    return brokers;
  }

  /** FS-5. */
  @ParameterizedTest
  @CsvSource({
    "549, 0",
    "550, 2000",
    "1799, 2000",
    "1800, 5000",
    "3000, 6000",
    "5000, 10000",
    "15000, 30000"
  })
  void shouldAvoidASlowBrokerForAsLongAsItsLatencyIsWorth(long latency, long duration) {
    strategy.updateFaultItem("broker-a", latency, false, true);

    if (duration > 0) {
      now.addAndGet(duration - 1);
      assertThat(chosen(null)).containsExactly("broker-b", "broker-c");
      now.addAndGet(1);
    }
    assertThat(chosen(null)).containsExactly("broker-a", "broker-b", "broker-c");
  }

  @Nested
  class Isolation {
    /** FS-5. */
    @Test
    void shouldCountAsTenSeconds() {
      strategy.updateFaultItem("broker-a", 1, true, true);

      now.addAndGet(9_999);
      assertThat(chosen(null)).containsExactly("broker-b", "broker-c");
      now.addAndGet(1);
      assertThat(chosen(null)).contains("broker-a");
    }

    /** FS-7. */
    @Test
    void shouldNotEndEarlyBecauseOfASuccess() {
      strategy.updateFaultItem("broker-a", 1, true, false);

      strategy.updateFaultItem("broker-a", 1, false, true);

      assertThat(chosen(null)).containsExactly("broker-b", "broker-c");
      assertThat(strategy.unreachableBrokers()).isEmpty();
    }

    /** FS-6. */
    @Test
    void shouldPreferTheReachableWhenNoneIsWell() {
      strategy.updateFaultItem("broker-a", 1, true, false);
      strategy.updateFaultItem("broker-b", 1, true, true);
      strategy.updateFaultItem("broker-c", 1, true, false);

      assertThat(chosen(null)).containsExactly("broker-b");
      assertThat(strategy.unreachableBrokers()).containsExactlyInAnyOrder("broker-a", "broker-c");
    }

    /** FS-3, FS-4. */
    @Test
    void shouldChooseAnotherSuspectWhenAllAreUnderSuspicion() {
      for (MessageQueue queue : QUEUES) {
        strategy.updateFaultItem(queue.getBrokerName(), 1, true, false);
      }

      assertThat(chosen("broker-a")).containsExactly("broker-b", "broker-c");
      assertThat(chosen(null)).containsExactly("broker-a", "broker-b", "broker-c");
    }
  }
}
