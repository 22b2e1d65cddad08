package io.glassmq.labs.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.glassmq.labs.LabContract;
import io.glassmq.labs.Step;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A contract of no lab; running it loads what every test needs. */
@LabContract(0)
final class Warmup {

  @Nested
  @Step(1)
  final class One {
    @Test
    void shouldBeOne() {
      assertThat(1).as("one").isEqualTo(1);
    }
  }
}
