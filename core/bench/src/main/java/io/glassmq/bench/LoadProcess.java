package io.glassmq.bench;

import io.glassmq.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One of the loads in a process of its own. */
final class LoadProcess implements AutoCloseable {
  private static final String MAIN = "io.glassmq.bench.load.LoadMain";
  private static final String RESULT = "RESULT ";
  private static final String READY = "READY";

  /** So much of what it said tells why it failed. */
  private static final int LAST_LINES = 20;

  private final String load;
  private final ServerProcess process;

  private LoadProcess(String load, ServerProcess process) {
    this.load = load;
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param load as its main knows it
   * @param home for what the client writes
   */
  static LoadProcess start(
      ClientSide client, String load, List<String> vmArguments, Path home, String... arguments)
      throws IOException {
    var options = new ArrayList<>(vmArguments);
    options.add("-Duser.home=" + home);
    var all = new ArrayList<>(List.of(load));
    all.addAll(List.of(arguments));
    return new LoadProcess(
        load, ServerProcess.start(client.classPath(), MAIN, options, all, Map.of(), home));
  }

  /** Waits until it says so. */
  void awaitReady(Duration limit) {
    process.awaitLine(READY, limit);
  }

  /** Waits for its end and returns what it measured, in the order of its phases. */
  List<Result> await(Duration limit) throws InterruptedException {
    int exit = process.awaitExit(limit);
    if (exit != 0) {
      List<String> lines = process.lines();
      List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
      throw new IllegalStateException("The load " + load + " failed:\n" + String.join("\n", last));
    }
    return process.lines().stream()
        .filter(line -> line.startsWith(RESULT))
        .map(line -> Result.parse(line.substring(RESULT.length())))
        .toList();
  }

  @Override
  public void close() {
    process.close();
  }

  /** The line that the load prints after a phase. */
  record Result(String phase, Map<String, Double> values) {
    private static final double MICROS_PER_SECOND = 1_000_000;

    static Result parse(String line) {
      String[] words = line.split(" ");
      return new Result(
          words[0],
          Arrays.stream(words)
              .skip(1)
              .map(word -> word.split("="))
              .collect(Collectors.toMap(pair -> pair[0], pair -> Double.valueOf(pair[1]))));
    }

    double value(String name) {
      return values.get(name);
    }

    /** Messages in a second. */
    double rate() {
      return value("messages") / value("seconds");
    }

    double brokerMicrosPerMessage() {
      return value("cpuSeconds") * MICROS_PER_SECOND / value("messages");
    }

    double clientMicrosPerMessage() {
      return value("clientCpuSeconds") * MICROS_PER_SECOND / value("messages");
    }
  }
}
