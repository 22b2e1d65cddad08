package io.glassmq.bench;

import io.glassmq.bench.load.LoadMain;
import io.glassmq.interop.Make;
import io.glassmq.interop.OfficialJars;
import io.glassmq.interop.ProcessUsage;
import io.glassmq.interop.ServerProcesses;
import io.glassmq.testkit.ServerProcess;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * One round with one make: fresh processes, a fresh store, the same steps in the same order.
 *
 * @param seconds how long each timed phase of the load runs
 */
record Session(
    Make make, Path home, List<String> vmArguments, int seconds, Figures<Metric> figures) {
  private static final double KIB_PER_MIB = 1024;
  private static final double MICROS_PER_SECOND = 1_000_000;
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
      figures.add(Metric.LOADED_THREADS, usage.threads());
      figures.add(Metric.LOADED_RESIDENT, usage.residentKib() / KIB_PER_MIB);
      figures.add(Metric.LOADED_ANONYMOUS, usage.anonymousKib() / KIB_PER_MIB);
    }
  }

  private void start(ServerProcesses servers) throws IOException {
    long begin = System.nanoTime();
    servers.startBroker();
    new FirstMessage(servers).awaitAccepted();
    figures.add(Metric.START, Duration.ofNanos(System.nanoTime() - begin).toMillis());
  }

  private void idle(ServerProcesses servers) throws IOException {
    LockSupport.parkNanos(SETTLE.toNanos());
    ProcessUsage before = usage(servers);
    long begin = System.nanoTime();
    LockSupport.parkNanos(IDLE.toNanos());
    ProcessUsage after = usage(servers);
    double elapsed = System.nanoTime() - begin;
    figures.add(Metric.IDLE_CPU, 100 * after.cpu().minus(before.cpu()).toNanos() / elapsed);
    figures.add(Metric.IDLE_THREADS, after.threads());
    figures.add(Metric.IDLE_RESIDENT, after.residentKib() / KIB_PER_MIB);
  }

  private static ProcessUsage usage(ServerProcesses servers) throws IOException {
    return ProcessUsage.of(servers.broker().handle());
  }

  private void load(ServerProcesses servers) throws IOException, InterruptedException {
    List<String> arguments =
        List.of(
            servers.namesrvAddr(),
            Long.toString(servers.broker().pid()),
            Integer.toString(seconds));
    try (var load =
        ServerProcess.start(
            loadClassPath(),
            LoadMain.class.getName(),
            List.of("-Xms512m", "-Xmx512m", "-Duser.home=" + home),
            arguments,
            Map.of(),
            home)) {
      int exit = load.awaitExit(LOAD_LIMIT);
      if (exit != 0) {
        throw new IllegalStateException("the load failed:\n" + String.join("\n", load.lines()));
      }
      load.lines().stream().filter(line -> line.startsWith("RESULT ")).forEach(this::take);
    }
  }

  /** The official client, our load, and the histogram; nothing else of ours. */
  private static String loadClassPath() {
    return Stream.concat(
            Stream.of(OfficialJars.v5().classPath()),
            Stream.of(LoadMain.class, Histogram.class).map(Session::location))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void take(String line) {
    String[] words = line.split(" ");
    Map<String, Double> values =
        Arrays.stream(words)
            .skip(2)
            .map(word -> word.split("="))
            .collect(Collectors.toMap(pair -> pair[0], pair -> Double.valueOf(pair[1])));
    double rate = values.get("messages") / values.get("seconds");
    double cpu = values.get("cpuSeconds") * MICROS_PER_SECOND / values.get("messages");
    switch (words[1]) {
      case "sync1" -> {
        figures.add(Metric.SYNC1_RATE, rate);
        figures.add(Metric.SYNC1_P50, values.get("p50"));
        figures.add(Metric.SYNC1_P99, values.get("p99"));
      }
      case "sync32" -> {
        figures.add(Metric.SYNC32_RATE, rate);
        figures.add(Metric.SYNC32_P50, values.get("p50"));
        figures.add(Metric.SYNC32_P99, values.get("p99"));
        figures.add(Metric.SYNC32_P999, values.get("p999"));
        figures.add(Metric.SYNC32_CPU, cpu);
        figures.add(Metric.ERRORS, values.get("errors"));
      }
      case "async" -> {
        figures.add(Metric.ASYNC_RATE, rate);
        figures.add(Metric.ASYNC_CPU, cpu);
      }
      case "push" -> {
        figures.add(Metric.PUSH_RATE, rate);
        figures.add(Metric.PUSH_CPU, cpu);
      }
      default -> throw new IllegalStateException("unknown phase: " + line);
    }
  }
}
