package io.glassmq.bench.micro;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One thread appends messages of 1 KiB under asynchronous flush. A shot is a fixed number of them,
 * so that both sides write the same: the store keeps what it gets.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(
    value = 1,
    jvmArgs = {"-Xms1g", "-Xmx1g"})
public class AppendBenchmark {
  @Param({"OFFICIAL", "GLASSMQ", "MAPPED_COPY", "FILE_WRITE"})
  public AppendKind target;

  @Param("200000")
  public int messages;

  private ScratchFolder folder;
  private AppendTarget opened;

  @Setup
  public void open() throws Exception {
    folder = ScratchFolder.create();
    opened = target.open(folder.path(), Map.of());
  }

  @Setup(Level.Iteration)
  public void warmMemory() throws IOException {
    folder.warmMemory(messages * 2048L);
  }

  @TearDown
  public void close() {
    opened.close();
    folder.close();
  }

  @Benchmark
  public void append() throws IOException {
    for (int i = 0; i < messages; i++) {
      opened.append(i);
    }
  }
}
