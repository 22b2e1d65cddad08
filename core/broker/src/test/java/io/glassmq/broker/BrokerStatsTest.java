package io.glassmq.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.store.StoreStats;
import org.junit.jupiter.api.Test;

class BrokerStatsTest {
  private final TestClock clock = new TestClock();
  private long puts;
  private final BrokerStats stats =
      new BrokerStats(() -> new StoreStats(puts, 0, 0, 0, 0, 0, 0), clock);

  private void pass(long seconds, long putsPerSecond) {
    for (long i = 0; i < seconds; i += 10) {
      puts += 10 * putsPerSecond;
      clock.advance(10_000);
      stats.sample();
    }
  }

  @Test
  void shouldCountPerSecondOverThreeSpans() {
    pass(540, 0);
    pass(50, 10);
    pass(10, 70);

    assertThat(stats.rates(StoreStats::putMessageTimes)).isEqualTo("70.00 20.00 2.00");
  }

  @Test
  void shouldCountOverItsWholeLifeWhenThatIsShorter() {
    pass(20, 5);

    assertThat(stats.rates(StoreStats::putMessageTimes)).isEqualTo("5.00 5.00 5.00");
  }

  @Test
  void shouldRememberTheTotalsOfTwoMornings() {
    pass(86_400, 1);
    pass(86_400, 1);

    assertThat(stats.mornings().today().putMessageTimes())
        .isEqualTo(stats.mornings().yesterday().putMessageTimes() + 86_400);
    assertThat(puts - stats.mornings().today().putMessageTimes()).isBetween(0L, 86_400L);
  }
}
