package io.glassmq.bench;

import io.glassmq.boot.AllInOne;
import io.glassmq.boot.OneLineErrors;
import io.glassmq.interop.Make;
import io.glassmq.testkit.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the official broker and ours side by side: rounds by turns (A B A B ...), each with
 * fresh processes of the same JVM flags and a fresh store on the same disk; the brokers under the
 * same official client, then both ends, broker and client of one make. Prints the medians and their
 * ratios.
 */
@Command(
    name = "bench",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    subcommands = StoreBench.class,
    description = {
      "Runs the official broker and ours by turns under the same load and prints the ratios.",
      "Load goes to loopback only. The default takes about 25 minutes."
    })
public final class SideBySide implements Callable<Integer> {
  private static final Duration READY_LIMIT = Duration.ofSeconds(30);

  /** At 500 messages/s the highest percentiles need more time than a timed phase of full load. */
  private static final int LATENCY_PHASES = 5;

  @Option(names = "--rounds", paramLabel = "N", description = "Rounds of each. Default: 3.")
  private int rounds = 3;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Length of a timed phase of the load. Default: 4.")
  private int seconds = 4;

  @Option(names = "--heap", paramLabel = "SIZE", description = "Of each server. Default: 256m.")
  private String heap = "256m";

  @Option(
      names = "--only",
      paramLabel = "PART",
      split = ",",
      description = "What to measure: ${COMPLETION-CANDIDATES}. Default: all.")
  private List<Part> parts = List.of(Part.values());

  /** What was measured of one make. */
  private record Side(
      Make make,
      ClientSide client,
      List<String> startFlags,
      Figures<BrokerMetric> broker,
      Figures<EndsMetric> ends) {}

  public static void main(String[] args) {
    System.exit(OneLineErrors.commandLine(new SideBySide()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("glassmq-bench");
    try {
      var official = side(Make.official(), ClientSide.official(), List.of());
      var glass =
          side(Make.glass(), ClientSide.glass(folder.resolve("load")), ClassArchive.train(folder));
      for (int round = 1; round <= rounds; round++) {
        for (Part part : parts) {
          run(part, official, round, folder);
          run(part, glass, round, folder);
        }
      }
      print(official, glass);
      if (parts.contains(Part.BROKER)) {
        System.out.printf(
            "All in one: ready %d ms after its process began%n",
            allInOne(folder, glass.startFlags()));
      }
      return 0;
    } finally {
      delete(folder);
    }
  }

  private static Side side(Make make, ClientSide client, List<String> startFlags) {
    return new Side(make, client, startFlags, new Figures<>(), new Figures<>());
  }

  private void run(Part part, Side side, int round, Path folder) throws Exception {
    String name = side.make().name();
    System.out.printf("round %d of %d: %s, %s%n", round, rounds, part, name);
    Path home = Files.createDirectory(folder.resolve(name + "-" + part + "-" + round));
    List<String> flags = new ArrayList<>(side.startFlags());
    flags.addAll(List.of("-Xms" + heap, "-Xmx" + heap));
    var ends =
        new EndsSession(
            side.make(), side.client(), home, flags, LATENCY_PHASES * seconds, side.ends());
    switch (part) {
      case BROKER ->
          new BrokerSession(side.make(), home, flags, seconds, side.broker()).run(round == 1);
      case LATENCY -> ends.latency();
      case BACKLOG -> ends.backlog();
      case POP -> ends.pop();
      case POP_LATENCY -> ends.popLatency();
      case POP_HELD -> {
        if (round == 1) { // what is held does not vary
          ends.held();
        }
      }
      case WAITING -> {
        if (round == 1) { // what waits does not vary
          ends.waiting();
        }
      }
    }
    delete(home);
  }

  private static void print(Side official, Side glass) {
    var tables =
        Stream.of(
                new Report<>(
                    "official 5.5.0",
                    List.of(BrokerMetric.values()),
                    official.broker(),
                    glass.broker()),
                new Report<>(
                    "official broker and client",
                    List.of(EndsMetric.values()),
                    official.ends(),
                    glass.ends()))
            .filter(table -> !table.isEmpty())
            .toList();
    tables.forEach(table -> System.out.printf("%n%s", table.plain()));
    tables.forEach(table -> System.out.printf("%n%s%n", table.markdown()));
  }

  /** The time until the one-process set-up says that it is ready. */
  private static long allInOne(Path folder, List<String> startFlags) throws IOException {
    List<String> arguments =
        List.of(
            "--namesrv-port",
            "0",
            "--broker-port",
            "0",
            "--store",
            folder.resolve("all").toString());
    List<String> flags = new ArrayList<>(startFlags);
    flags.addAll(List.of("-Xmx256m", "-Duser.home=" + folder));
    long begin = System.nanoTime();
    try (var process =
        ServerProcess.start(AllInOne.class.getName(), flags, arguments, Map.of(), folder)) {
      process.awaitLine("ready", READY_LIMIT);
      return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
