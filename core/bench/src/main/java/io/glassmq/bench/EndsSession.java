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
    LoadProcess.Result result = latency("pull", servers());
    figures.add(EndsMetric.LATENCY_P50, result.value("p50"));
    figures.add(EndsMetric.LATENCY_P99, result.value("p99"));
    figures.add(EndsMetric.LATENCY_P999, result.value("p999"));
  }

  /** The same, handed out by the broker. */
  void popLatency() throws IOException, InterruptedException {
    LoadProcess.Result result = latency("pop", popServers());
    figures.add(EndsMetric.POP_LATENCY_P50, result.value("p50"));
    figures.add(EndsMetric.POP_LATENCY_P99, result.value("p99"));
    figures.add(EndsMetric.POP_LATENCY_P999, result.value("p999"));
  }

  private LoadProcess.Result latency(String mode, ServerProcesses started)
      throws IOException, InterruptedException {
    String count = Integer.toString(seconds * PER_SECOND);
    String warmUp = Integer.toString(WARM_UP_SECONDS * PER_SECOND);
    try (var servers = started;
        var consumer = load("latency", servers.namesrvAddr(), pid(servers), count, mode)) {
      consumer.awaitReady(LOAD_LIMIT);
      try (var producer = load("paced", servers.namesrvAddr(), warmUp, count)) {
        producer.await(LOAD_LIMIT);
        return consumer.await(LOAD_LIMIT).get(0);
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

  /** The broker hands out what has piled up, and takes the acknowledgements. */
  void pop() throws IOException, InterruptedException {
    try (var servers = popServers();
        var load = load("pop", servers.namesrvAddr(), pid(servers))) {
      for (LoadProcess.Result result : load.await(LOAD_LIMIT)) {
        boolean one = result.phase().equals("pop1");
        figures.add(one ? EndsMetric.POP1_RATE : EndsMetric.POP8_RATE, result.rate());
        figures.add(
            one ? EndsMetric.POP1_CPU : EndsMetric.POP8_CPU, result.brokerMicrosPerMessage());
      }
    }
  }

  /** What the broker handed out and nobody acknowledges. */
  void held() throws IOException, InterruptedException {
    try (var servers = popServers();
        var load = load("held", servers.namesrvAddr())) {
      load.awaitReady(LOAD_LIMIT);
      LockSupport.parkNanos(SETTLE.toNanos());
      ProcessUsage usage = ProcessUsage.of(servers.broker().handle());
      figures.add(EndsMetric.HELD_RESIDENT, usage.residentKib() / KIB_PER_MIB);
      figures.add(EndsMetric.HELD_ANONYMOUS, usage.anonymousKib() / KIB_PER_MIB);
      figures.add(EndsMetric.HELD_LIVE, LiveHeap.of(servers.broker().handle()).mib());
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
    return servers(Map.of());
  }

  /** With a broker that hands messages out to those who let it. */
  private ServerProcesses popServers() throws IOException {
    return servers(Map.of("defaultMessageRequestMode", "POP"));
  }

  private ServerProcesses servers(Map<String, String> settings) throws IOException {
    return ServerProcesses.start(new ServerProcesses.Recipe(make, home, vmArguments, settings));
  }

  private LoadProcess load(String load, String... arguments) throws IOException {
    return LoadProcess.start(client, load, List.of("-Xmx1g"), home, arguments);
  }

  private static String pid(ServerProcesses servers) {
    return Long.toString(servers.broker().pid());
  }
}
