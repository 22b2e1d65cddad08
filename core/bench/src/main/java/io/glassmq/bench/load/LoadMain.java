package io.glassmq.bench.load;

import java.time.Duration;
import java.util.Optional;
import org.apache.rocketmq.client.producer.DefaultMQProducer;

/**
 * Runs all phases against one broker, one after another. Arguments: name server, process id of the
 * broker, seconds of a timed phase. The broker must run on this machine: its CPU time is read.
 */
public final class LoadMain {
  private static final int SENDERS = 32;
  private static final int BACKLOG = 80_000;
  private static final int WARM_UP = 15_000;

  private final DefaultMQProducer producer;
  private final String namesrvAddr;
  private final ProcessHandle broker;

  private LoadMain(DefaultMQProducer producer, String namesrvAddr, ProcessHandle broker) {
    this.producer = producer;
    this.namesrvAddr = namesrvAddr;
    this.broker = broker;
  }

  public static void main(String[] args) throws Exception {
    Optional<ProcessHandle> broker = ProcessHandle.of(Long.parseLong(args[1]));
    var producer = new DefaultMQProducer("bench");
    producer.setNamesrvAddr(args[0]);
    producer.setRetryTimesWhenSendFailed(0);
    producer.setRetryTimesWhenSendAsyncFailed(0);
    producer.start();
    new LoadMain(producer, args[0], broker.orElseThrow())
        .run(Duration.ofSeconds(Integer.parseInt(args[2])));
    producer.shutdown();
    System.exit(0);
  }

  private void run(Duration length) throws Exception {
    // Warm-up, of both ends alike: the same as what comes, not counted.
    new SyncPhase(producer, "BenchWarm", SENDERS, length).run();
    long warm = new AsyncPhase(producer, "BenchWarmBacklog", WARM_UP).run().messages();
    new PushPhase(namesrvAddr, "BenchWarmBacklog", warm).run();
    measure("sync1", new SyncPhase(producer, "BenchSync", 1, length));
    measure("sync32", new SyncPhase(producer, "BenchSync", SENDERS, length));
    long accepted = measure("async", new AsyncPhase(producer, "BenchBacklog", BACKLOG));
    measure("push", new PushPhase(namesrvAddr, "BenchBacklog", accepted));
  }

  /** Runs the phase, prints its line, and returns how many messages it was. */
  private long measure(String name, Phase phase) throws Exception {
    Duration before = cpu();
    Phase.Result result = phase.run();
    Duration cpu = cpu().minus(before);
    System.out.println(
        "RESULT %s messages=%d errors=%d seconds=%.6f cpuSeconds=%.3f p50=%.1f p99=%.1f p999=%.1f"
            .formatted(
                name,
                result.messages(),
                result.errors(),
                result.nanos() / 1e9,
                cpu.toMillis() / 1e3,
                result.micros(50),
                result.micros(99),
                result.micros(99.9)));
    return result.messages();
  }

  private Duration cpu() {
    return broker.info().totalCpuDuration().orElseThrow();
  }
}
