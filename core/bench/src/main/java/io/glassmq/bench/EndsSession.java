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
 * One round with servers and client of one make: from the producer to the listener.
 *
 * @param seconds how long the latency is measured
 */
record EndsSession(
    Make make,
    ClientSide client,
    Path home,
    List<String> vmArguments,
    int seconds,
    Figures<EndsMetric> figures) {
  private static final double KIB_PER_MIB = 1024;
  private static final int PER_SECOND = 500;
  private static final int WARM_UP_SECONDS = 10;
  private static final int CONSUMERS = 250;
  private static final Duration SETTLE = Duration.ofSeconds(20);
  private static final Duration IDLE = Duration.ofSeconds(20);
  private static final Duration LOAD_LIMIT = Duration.ofSeconds(150);

  /** Messages come one by one to a consumer that has nothing else to do. */
  void latency() throws IOException, InterruptedException {
    String count = Integer.toString(seconds * PER_SECOND);
    String warmUp = Integer.toString(WARM_UP_SECONDS * PER_SECOND);
    try (var servers = servers();
        var consumer = load("latency", servers.namesrvAddr(), pid(servers), count)) {
      consumer.awaitReady(LOAD_LIMIT);
      try (var producer = load("paced", servers.namesrvAddr(), warmUp, count)) {
        producer.await(LOAD_LIMIT);
        LoadProcess.Result result = consumer.await(LOAD_LIMIT).get(0);
        figures.add(EndsMetric.LATENCY_P50, result.value("p50"));
        figures.add(EndsMetric.LATENCY_P99, result.value("p99"));
        figures.add(EndsMetric.LATENCY_P999, result.value("p999"));
      }
    }
  }

  /** A new group reads what has piled up. */
  void backlog() throws IOException, InterruptedException {
    try (var servers = servers();
        var load = load("backlog", servers.namesrvAddr(), pid(servers))) {
      LoadProcess.Result result = load.await(LOAD_LIMIT).get(0);
      figures.add(EndsMetric.BACKLOG_RATE, result.rate());
      figures.add(EndsMetric.BACKLOG_BROKER_CPU, result.brokerMicrosPerMessage());
      figures.add(EndsMetric.BACKLOG_CLIENT_CPU, result.clientMicrosPerMessage());
    }
  }

  /** Consumers of four queues each, for whom nothing comes. */
  void waiting() throws IOException {
    String count = Integer.toString(CONSUMERS);
    try (var servers = servers();
        var consumers = load("waiting", servers.namesrvAddr(), count)) {
      consumers.awaitReady(LOAD_LIMIT);
      LockSupport.parkNanos(SETTLE.toNanos());
      idle(servers.broker().handle());
    }
  }

  private void idle(ProcessHandle broker) throws IOException {
    ProcessUsage before = ProcessUsage.of(broker);
    long begin = System.nanoTime();
    LockSupport.parkNanos(IDLE.toNanos());
    ProcessUsage after = ProcessUsage.of(broker);
    double elapsed = System.nanoTime() - begin;
    figures.add(EndsMetric.WAITING_CPU, 100 * after.cpu().minus(before.cpu()).toNanos() / elapsed);
    figures.add(EndsMetric.WAITING_THREADS, after.threads());
    figures.add(EndsMetric.WAITING_RESIDENT, after.residentKib() / KIB_PER_MIB);
    figures.add(EndsMetric.WAITING_ANONYMOUS, after.anonymousKib() / KIB_PER_MIB);
  }

  private ServerProcesses servers() throws IOException {
    return ServerProcesses.start(new ServerProcesses.Recipe(make, home, vmArguments, Map.of()));
  }

  private LoadProcess load(String load, String... arguments) throws IOException {
    return LoadProcess.start(client, load, List.of("-Xmx1g"), home, arguments);
  }

  private static String pid(ServerProcesses servers) {
    return Long.toString(servers.broker().pid());
  }
}
