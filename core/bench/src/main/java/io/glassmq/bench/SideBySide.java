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
 * fresh processes of the same JVM flags and a fresh store on the same disk, under the same official
 * client; prints the medians and their ratios.
 */
@Command(
    name = "bench",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    subcommands = StoreBench.class,
    description = {
      "Runs the official broker and ours by turns under the same load and prints the ratios.",
      "Load goes to loopback only. The default takes about four minutes."
    })
public final class SideBySide implements Callable<Integer> {
  private static final Duration READY_LIMIT = Duration.ofSeconds(30);

  @Option(names = "--rounds", paramLabel = "N", description = "Rounds of each. Default: 3.")
  private int rounds = 3;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Length of a timed phase of the load. Default: 4.")
  private int seconds = 4;

  @Option(names = "--heap", paramLabel = "SIZE", description = "Of each server. Default: 256m.")
  private String heap = "256m";

  public static void main(String[] args) {
    System.exit(OneLineErrors.commandLine(new SideBySide()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("glassmq-bench");
    try {
      List<String> archive = ClassArchive.train(folder);
      var official = new Figures<Metric>();
      var glass = new Figures<Metric>();
      for (int round = 1; round <= rounds; round++) {
        run(Make.official(), List.of(), official, round, folder);
        run(Make.glass(), archive, glass, round, folder);
      }
      var report = new Report<>("official 5.5.0", List.of(Metric.values()), official, glass);
      System.out.printf("%n%s%n", report.plain());
      System.out.printf(
          "All in one: ready %d ms after its process began%n", allInOne(folder, archive));
      System.out.printf("%n%s%n", report.markdown());
      return 0;
    } finally {
      delete(folder);
    }
  }

  private void run(
      Make make, List<String> startFlags, Figures<Metric> figures, int round, Path folder)
      throws Exception {
    System.out.printf("round %d of %d: %s%n", round, rounds, make.name());
    Path home = Files.createDirectory(folder.resolve(make.name() + "-" + round));
    List<String> flags = new ArrayList<>(startFlags);
    flags.addAll(List.of("-Xms" + heap, "-Xmx" + heap));
    new Session(make, home, flags, seconds, figures).run(round == 1);
    delete(home);
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
