package io.glassmq.broker.longpolling;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.broker.BrokerConfig;
import io.glassmq.broker.TestClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PopLongPollingServiceTest {
  private static final int ANY = WaitingPop.ANY_QUEUE;

  private final TestClock clock = new TestClock();
  private final List<String> answered = new ArrayList<>();
  private final PopLongPollingService service =
      PopLongPollingService.ofPops(BrokerConfig.of(new Properties()).pop(), Runnable::run, clock);

  private WaitingPop pop(String name, long waitMillis) {
    return new WaitingPop(
        "T", "G", ANY, clock.millis() + waitMillis, tag -> true, name, () -> answered.add(name));
  }

  @Test
  void shouldLetOneLookForEachMessage() {
    service.park(pop("second", 2_000), () -> false);
    service.park(pop("first", 1_000), () -> false);

    service.arriving("T", 0, 1, 0);
    assertThat(answered).containsExactly("first");

    service.arriving("T", 0, 2, 0);
    assertThat(answered).containsExactly("first", "second");
  }

  @Test
  void shouldLetItLookAtOnceIfSomethingCameMeanwhile() {
    service.park(pop("early", 1_000), () -> true);

    assertThat(answered).containsExactly("early");
    assertThat(service.pollingNum("T", "G", ANY)).isZero();
  }

  @Test
  void shouldLetThoseLookWhoseTimeIsOver() {
    service.park(pop("patient", 2_000), () -> false);
    service.park(pop("hasty", 1_000), () -> false);

    clock.advance(999);
    assertThat(service.doWork()).isZero();
    clock.advance(1);
    assertThat(service.doWork()).isOne();

    assertThat(answered).containsExactly("hasty");
  }

  @Test
  void shouldNotPopForTheDead() {
    service.park(pop("dead", 1_000), () -> false);

    service.drop("dead");
    service.arriving("T", 0, 1, 0);

    assertThat(answered).isEmpty();
  }
}
