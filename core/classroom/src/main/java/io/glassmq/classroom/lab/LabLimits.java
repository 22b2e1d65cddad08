package io.glassmq.classroom.lab;

import java.time.Duration;

/**
 * How long a learner's tests may take.
 *
 * @param test one test
 * @param wireTest one test of the step with the official client
 * @param silence how long the JVM of the tests may say nothing before it is killed: longer than
 *     both
 */
public record LabLimits(Duration test, Duration wireTest, Duration silence) {

  /** What suits a laptop that has other things to do. */
  public static LabLimits defaults() {
    return new LabLimits(Duration.ofSeconds(10), Duration.ofSeconds(40), Duration.ofSeconds(60));
  }
}
