package io.glassmq.bench;

import io.glassmq.interop.Make;
import io.glassmq.interop.ProcessUsage;
import io.glassmq.interop.ServerProcesses;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * One round with the broker of one make under the official client: fresh processes, a fresh store,
 * the same steps in the same order.
 *
 * @param seconds how long each timed phase of the load runs
 */
record BrokerSession(
    Make make, Path home, List<String> vmArguments, int seconds, Figures<BrokerMetric> figures) {
  private static final double KIB_PER_MIB = 1024;
  private static final Duration SETTLE = Duration.ofSeconds(6);
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final Duration LOAD_LIMIT = Duration.ofSeconds(120);

  void run(boolean withIdle) throws IOException, InterruptedException {
    var recipe = new ServerProcesses.Recipe(make, home, vmArguments, Map.of());
    try (var servers = ServerProcesses.startNamesrv(recipe)) {
      start(servers);
      if (withIdle) {
        idle(servers);
      }
      load(servers);
      ProcessUsage usage = usage(servers);
      figures.add(BrokerMetric.LOADED_THREADS, usage.threads());
      figures.add(BrokerMetric.LOADED_RESIDENT, usage.residentKib() / KIB_PER_MIB);
      figures.add(BrokerMetric.LOADED_ANONYMOUS, usage.anonymousKib() / KIB_PER_MIB);
    }
  }

  private void start(ServerProcesses servers) throws IOException {
    long begin = System.nanoTime();
    servers.startBroker();
    new FirstMessage(servers).awaitAccepted();
    figures.add(BrokerMetric.START, Duration.ofNanos(System.nanoTime() - begin).toMillis());
  }

  private void idle(ServerProcesses servers) throws IOException {
    LockSupport.parkNanos(SETTLE.toNanos());
    ProcessUsage before = usage(servers);
    long begin = System.nanoTime();
    LockSupport.parkNanos(IDLE.toNanos());
    ProcessUsage after = usage(servers);
    double elapsed = System.nanoTime() - begin;
    figures.add(BrokerMetric.IDLE_CPU, 100 * after.cpu().minus(before.cpu()).toNanos() / elapsed);
    figures.add(BrokerMetric.IDLE_THREADS, after.threads());
    figures.add(BrokerMetric.IDLE_RESIDENT, after.residentKib() / KIB_PER_MIB);
  }

  private static ProcessUsage usage(ServerProcesses servers) throws IOException {
    return ProcessUsage.of(servers.broker().handle());
  }

  private void load(ServerProcesses servers) throws IOException, InterruptedException {
    try (var load =
        LoadProcess.start(
            ClientSide.official(),
            "broker",
            List.of("-Xms512m", "-Xmx512m"),
            home,
            servers.namesrvAddr(),
            Long.toString(servers.broker().pid()),
            Integer.toString(seconds))) {
      load.await(LOAD_LIMIT).forEach(this::take);
    }
  }

  private void take(LoadProcess.Result result) {
    switch (result.phase()) {
      case "sync1" -> {
        figures.add(BrokerMetric.SYNC1_RATE, result.rate());
        figures.add(BrokerMetric.SYNC1_P50, result.value("p50"));
        figures.add(BrokerMetric.SYNC1_P99, result.value("p99"));
      }
      case "sync32" -> {
        figures.add(BrokerMetric.SYNC32_RATE, result.rate());
        figures.add(BrokerMetric.SYNC32_P50, result.value("p50"));
        figures.add(BrokerMetric.SYNC32_P99, result.value("p99"));
        figures.add(BrokerMetric.SYNC32_P999, result.value("p999"));
        figures.add(BrokerMetric.SYNC32_CPU, result.brokerMicrosPerMessage());
        figures.add(BrokerMetric.ERRORS, result.value("errors"));
      }
      case "async" -> {
        figures.add(BrokerMetric.ASYNC_RATE, result.rate());
        figures.add(BrokerMetric.ASYNC_CPU, result.brokerMicrosPerMessage());
      }
      case "push" -> {
        figures.add(BrokerMetric.PUSH_RATE, result.rate());
        figures.add(BrokerMetric.PUSH_CPU, result.brokerMicrosPerMessage());
      }
      default -> throw new IllegalStateException("unknown phase: " + result.phase());
    }
  }
}
