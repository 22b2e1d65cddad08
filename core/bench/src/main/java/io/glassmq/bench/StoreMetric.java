package io.glassmq.bench;

import io.glassmq.bench.micro.AppendBenchmark;
import io.glassmq.bench.micro.ColdReadBenchmark;
import io.glassmq.bench.micro.DispatchBenchmark;
import io.glassmq.bench.micro.HotReadBenchmark;
import io.glassmq.bench.micro.KeyLookupBenchmark;
import io.glassmq.bench.micro.RecoveryBenchmark;
import io.glassmq.bench.micro.SyncAppendBenchmark;
import java.util.List;
import org.openjdk.jmh.results.RunResult;

/** A row of the store's tables: a benchmark, what its score means, what it should be. */
enum StoreMetric implements Report.Row {
  APPEND(
      "append, async flush, 1 thread: messages, /s",
      AppendBenchmark.class,
      "append",
      ">= 1.5 x official, >= 0.33 x copy"),
  SYNC_1("append, sync flush, 1 caller, /s", SyncAppendBenchmark.class, "callers1", ""),
  SYNC_16("append, sync flush, 16 callers, /s", SyncAppendBenchmark.class, "callers16", ""),
  SYNC_64("append, sync flush, 64 callers, /s", SyncAppendBenchmark.class, "callers64", ""),
  DISPATCH("dispatch, /s", DispatchBenchmark.class, "dispatch", ""),
  HOT_READ("read in memory, 32 a call, /s", HotReadBenchmark.class, "read", ""),
  COLD_READ("read from the disk, /s", ColdReadBenchmark.class, "read", ""),
  KEY_LOOKUP("look-up by key, /s", KeyLookupBenchmark.class, "lookUp", ""),
  RECOVERY("recovery of 2 GiB, s", RecoveryBenchmark.class, "recover", "< 5 s");

  private static final double MILLIS_PER_SECOND = 1000;

  private final String label;
  private final Class<?> benchmark;
  private final String method;
  private final String goal;

  StoreMetric(String label, Class<?> benchmark, String method, String goal) {
    this.label = label;
    this.benchmark = benchmark;
    this.method = method;
    this.goal = goal;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public String goal() {
    return goal;
  }

  /** Names the benchmark to JMH. */
  String include() {
    return benchmark.getSimpleName() + "." + method + "$";
  }

  /** The parameter that says which side is measured. */
  String parameter() {
    return benchmark == AppendBenchmark.class || benchmark == SyncAppendBenchmark.class
        ? "target"
        : "side";
  }

  /** Whom it is measured for, GlassMQ last. */
  List<String> sides() {
    return switch (this) {
      case APPEND -> List.of("OFFICIAL", "MAPPED_COPY", "FILE_WRITE", "GLASSMQ");
      case SYNC_1, SYNC_16, SYNC_64 -> List.of("OFFICIAL", "FILE_FORCE", "GLASSMQ");
      default -> List.of("OFFICIAL", "GLASSMQ");
    };
  }

  /** The figure of a run: a rate, or for the recovery a time. */
  double value(RunResult result) {
    double middle = result.getPrimaryResult().getStatistics().getPercentile(50);
    String messages = result.getParams().getParam("messages");
    return switch (this) {
      case APPEND, DISPATCH -> MILLIS_PER_SECOND * Integer.parseInt(messages) / middle;
      case COLD_READ ->
          MILLIS_PER_SECOND * ColdReadBenchmark.shot(Integer.parseInt(messages)) / middle;
      default -> middle;
    };
  }
}
