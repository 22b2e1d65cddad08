package io.glassmq.bench.micro;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Callers append messages of 1 KiB under synchronous flush, each waiting for its own: with many of
 * them, one flush serves all who wait.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(
    value = 1,
    jvmArgs = {"-Xms1g", "-Xmx1g"})
public class SyncAppendBenchmark {
  @Param({"OFFICIAL", "GLASSMQ", "FILE_FORCE"})
  public AppendKind target;

  private ScratchFolder folder;
  private AppendTarget opened;

  /** Counts the messages of one thread. */
  @State(Scope.Thread)
  public static class Caller {
    int next;
  }

  @Setup
  public void open() throws Exception {
    folder = ScratchFolder.create();
    opened = target.open(folder.path(), Map.of("flushDiskType", "SYNC_FLUSH"));
  }

  @TearDown
  public void close() {
    opened.close();
    folder.close();
  }

  @Benchmark
  @Threads(1)
  public void callers1(Caller caller) throws IOException {
    opened.append(caller.next++);
  }

  @Benchmark
  @Threads(16)
  public void callers16(Caller caller) throws IOException {
    opened.append(caller.next++);
  }

  @Benchmark
  @Threads(64)
  public void callers64(Caller caller) throws IOException {
    opened.append(caller.next++);
  }
}
