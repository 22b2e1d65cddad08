package io.glassmq.bench.load;

import org.HdrHistogram.Histogram;

/** One kind of load, run once. */
interface Phase {

  Result run() throws Exception;

  /**
   * What a phase achieved.
   *
   * @param messages accepted or delivered
   * @param errors sends that failed
   * @param nanos from the first to the last message
   * @param latencies of the accepted sends, in nanoseconds; empty where none are taken
   */
  record Result(long messages, long errors, long nanos, Histogram latencies) {
    double micros(double percentile) {
      return latencies.getValueAtPercentile(percentile) / 1e3;
    }
  }

  /** From 1 us to a minute with three digits. */
  static Histogram newHistogram() {
    return new Histogram(1_000, 60_000_000_000L, 3);
  }
}
