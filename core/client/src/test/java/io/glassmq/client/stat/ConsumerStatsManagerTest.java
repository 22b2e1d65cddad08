package io.glassmq.client.stat;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.client.fake.ManualClock;
import io.glassmq.remoting.protocol.body.ConsumeStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConsumerStatsManagerTest {
  private final ManualClock clock = new ManualClock();
  private final ConsumerStatsManager stats = new ConsumerStatsManager(clock);

  @Test
  void shouldTellTimesAndRatesOfTheLastMinute() {
    stats.pulled("Orders", 10, 32);
    stats.pulled("Orders", 30, 28);
    stats.consumed("Orders", 6, 1, 0);
    clock.advance(Duration.ofSeconds(59));
    stats.consumed("Orders", 2, 2, 3);

    assertThat(stats.consumeStatus("Orders")).isEqualTo(new ConsumeStatus(20, 1, 4, 0.05, 0.05, 3));
  }

  @Test
  void shouldForgetAfterAMinuteAndFailuresAfterAnHour() {
    stats.pulled("Orders", 10, 32);
    stats.consumed("Orders", 6, 1, 2);

    clock.advance(Duration.ofSeconds(60));
    assertThat(stats.consumeStatus("Orders")).isEqualTo(new ConsumeStatus(0, 0, 0, 0, 0, 2));
    clock.advance(Duration.ofMinutes(60));
    assertThat(stats.consumeStatus("Orders")).isEqualTo(new ConsumeStatus(0, 0, 0, 0, 0, 0));
  }

  @Test
  void shouldKeepTopicsApart() {
    stats.consumed("Orders", 6, 1, 2);

    assertThat(stats.consumeStatus("Bills")).isEqualTo(new ConsumeStatus(0, 0, 0, 0, 0, 0));
  }
}
