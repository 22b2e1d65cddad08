package io.glassmq.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The benchmarks run at all: one short shot of each in this JVM. Their figures mean nothing. */
class StoreMetricTest {
  private static final String FEW = "4000";

  /** Another build of this machine may be measuring: that spoils figures, but not this test. */
  @BeforeAll
  static void shareTheMachine() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  @ParameterizedTest
  @EnumSource
  void shouldBeMeasuredOfOurStore(StoreMetric metric) throws Exception {
    assertThat(measure(metric, "GLASSMQ")).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"APPEND,MAPPED_COPY", "APPEND,FILE_WRITE", "SYNC_1,FILE_FORCE", "DISPATCH,OFFICIAL"})
  void shouldBeMeasuredOfOthers(StoreMetric metric, String side) throws Exception {
    assertThat(metric.sides()).contains(side);

    assertThat(measure(metric, side)).isPositive();
  }

  private static double measure(StoreMetric metric, String side) throws Exception {
    var options =
        new OptionsBuilder()
            .include(metric.include())
            .param(metric.parameter(), side)
            .param("messages", FEW)
            .param("mebibytes", "4")
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(50))
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .build();
    return metric.value(new Runner(options).runSingle());
  }
}
