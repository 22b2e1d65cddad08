package io.glassmq.bench.load;

import java.time.Duration;

/**
 * Runs phases of load and prints a line for each: what it achieved, and the processor time that it
 * took from the broker and from this process.
 *
 * @param broker a process of this machine
 */
record BrokerWatch(ProcessHandle broker) {

  static BrokerWatch of(String pid) {
    return new BrokerWatch(ProcessHandle.of(Long.parseLong(pid)).orElseThrow());
  }

  /** Returns how many messages it was. */
  long measure(String name, Phase phase) throws Exception {
    Duration brokerBefore = cpu(broker);
    Duration clientBefore = cpu(ProcessHandle.current());
    Phase.Result result = phase.run();
    Duration brokerCpu = cpu(broker).minus(brokerBefore);
    Duration clientCpu = cpu(ProcessHandle.current()).minus(clientBefore);
    System.out.println(
        ("RESULT %s messages=%d errors=%d seconds=%.6f cpuSeconds=%.3f clientCpuSeconds=%.3f"
                + " p50=%.1f p99=%.1f p999=%.1f")
            .formatted(
                name,
                result.messages(),
                result.errors(),
                result.nanos() / 1e9,
                brokerCpu.toMillis() / 1e3,
                clientCpu.toMillis() / 1e3,
                result.micros(50),
                result.micros(99),
                result.micros(99.9)));
    return result.messages();
  }

  private static Duration cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElseThrow();
  }
}
