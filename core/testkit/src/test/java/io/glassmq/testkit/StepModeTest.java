package io.glassmq.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.common.StepMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Name server, broker and clients in one JVM that is held at a breakpoint for ten minutes. */
class StepModeTest {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir private Path folder;

  private ServerProcess start(String... vmArgs) throws Exception {
    return ServerProcess.start(
        HeldAtABreakpoint.class.getName(),
        List.of(vmArgs),
        List.of(folder.resolve("store-" + vmArgs.length).toString()),
        Map.of(),
        folder);
  }

  @Test
  void shouldEvictNobodyAndDeliverNothingTwiceInStepMode() throws Exception {
    try (var stepping = start("-D" + StepMode.PROPERTY + "=true");
        var plain = start()) {

      String brokers = stepping.awaitLine(HeldAtABreakpoint.BROKERS, LIMIT);
      String deliveries = stepping.awaitLine(HeldAtABreakpoint.DELIVERIES, LIMIT);
      String brokersWithoutStepMode = plain.awaitLine(HeldAtABreakpoint.BROKERS, LIMIT);

      assertThat(brokers).isEqualTo(HeldAtABreakpoint.BROKERS + 1);
      assertThat(deliveries)
          .isEqualTo(
              HeldAtABreakpoint.DELIVERIES
                  + "{behind=1, behind in order=1, held=1, held in order=1, to B=1,"
                  + " to B in order=1}");
      assertThat(brokersWithoutStepMode)
          .as("the same program shows what step mode is for")
          .isEqualTo(HeldAtABreakpoint.BROKERS + 0);
    }
  }
}
