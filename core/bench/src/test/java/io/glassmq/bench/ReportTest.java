package io.glassmq.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  private final Figures<BrokerMetric> official = new Figures<>();
  private final Figures<BrokerMetric> glass = new Figures<>();

  @Test
  void shouldCompareTheMediansOfTheRounds() {
    add(official, 100, 900, 200);
    add(glass, 300, 1, 250);

    assertThat(report().markdown())
        .contains("| 32 sync senders: messages, /s | 200 | 250 | 1.25 | >= 1.2 x |");
  }

  @Test
  void shouldTakeTheMiddleOfTwoRounds() {
    add(official, 100, 200);
    add(glass, 300, 300);

    assertThat(report().markdown()).contains("| 150 | 300 | 2.00 |");
  }

  @Test
  void shouldLeaveOutWhatWasNotMeasuredOnBothSides() {
    add(official, 100);

    assertThat(report().markdown().lines()).hasSize(2);
  }

  @Test
  void shouldGiveNoRatioToNothing() {
    add(official, 0);
    add(glass, 1);

    assertThat(report().markdown()).contains("| 0.00 | 1.00 | - |");
  }

  @Test
  void shouldAlignTheColumnsOfThePlainTable() {
    add(official, 100);
    add(glass, 300);

    assertThat(report().plain().lines()).hasSize(2).extracting(String::length).containsOnly(71);
  }

  private Report<BrokerMetric> report() {
    return new Report<>("official 5.5.0", List.of(BrokerMetric.values()), official, glass);
  }

  private static void add(Figures<BrokerMetric> figures, double... values) {
    for (double value : values) {
      figures.add(BrokerMetric.SYNC32_RATE, value);
    }
  }
}
