package io.glassmq.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the store by itself, without a broker: ours, the official one (a black box in a class
 * loader of its own) and plain files, by turns, each run in a JVM of its own; prints medians and
 * ratios.
 */
@Command(
    name = "store",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = {
      "Measures the store: append, flush, dispatch, reads, recovery.",
      "Needs 5 GB in the temporary folder; a round takes about five minutes."
    })
final class StoreBench implements Callable<Integer> {
  private static final String GLASS = "GLASSMQ";

  @Option(names = "--rounds", paramLabel = "N", description = "Rounds of each. Default: 1.")
  private int rounds = 1;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Rows to measure: ${COMPLETION-CANDIDATES}. Default: all.")
  private List<StoreMetric> metrics = List.of(StoreMetric.values());

  private final Map<String, Figures<StoreMetric>> figures = new HashMap<>();

  @Override
  public Integer call() throws RunnerException {
    for (int round = 1; round <= rounds; round++) {
      for (StoreMetric metric : metrics) {
        for (String side : metric.sides()) {
          measure(metric, side);
        }
      }
    }
    tables().forEach(table -> System.out.printf("%n%s", table.plain()));
    tables().forEach(table -> System.out.printf("%n%s%n", table.markdown()));
    return 0;
  }

  private void measure(StoreMetric metric, String side) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(metric.include())
            .param(metric.parameter(), side)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .build();
    double value = metric.value(new Runner(options).runSingle());
    System.out.printf("%-12s %-50s %12.1f%n", side, metric.label(), value);
    figures.computeIfAbsent(side, unused -> new Figures<>()).add(metric, value);
  }

  private List<Report<StoreMetric>> tables() {
    return Stream.of(
            table("official 5.5.0", "OFFICIAL"),
            table("copy into a mapped file", "MAPPED_COPY"),
            table("a write() for each", "FILE_WRITE"),
            table("a force() for each", "FILE_FORCE"))
        .filter(table -> !table.isEmpty())
        .toList();
  }

  private Report<StoreMetric> table(String name, String side) {
    var none = new Figures<StoreMetric>();
    return new Report<>(
        name, metrics, figures.getOrDefault(side, none), figures.getOrDefault(GLASS, none));
  }
}
