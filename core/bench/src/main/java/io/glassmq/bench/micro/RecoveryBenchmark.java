package io.glassmq.bench.micro;

import java.nio.file.Files;
import java.nio.file.Path;
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
 * Opening a log of 2 GiB after a crash, at its worst: there is no checkpoint, so every record is
 * looked at. The consume queues are there, as a killed process leaves them; so is the page cache.
 *
 * <p>Our store writes the folder on both sides: the files are the same.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 2)
@Fork(
    value = 1,
    jvmArgs = {"-Xms1g", "-Xmx1g"})
public class RecoveryBenchmark {
  @Param public StoreSide side;

  @Param("2048")
  public int mebibytes;

  private ScratchFolder folder;
  private BenchStore store;

  @Setup
  public void write() throws Exception {
    folder = ScratchFolder.create();
    var messages = new BenchMessages();
    long count = ((long) mebibytes << 20) / messages.recordBytes();
    try (var writer = BenchStore.open(StoreSide.GLASSMQ, folder.path(), Map.of())) {
      writer.fill(messages, Math.toIntExact(count));
      writer.awaitDispatched();
    }
  }

  @Setup(Level.Iteration)
  public void crash() throws Exception {
    Path root = folder.path().resolve("store");
    Files.writeString(root.resolve("abort"), "0");
    Files.delete(root.resolve("checkpoint"));
  }

  @TearDown(Level.Iteration)
  public void closeStore() {
    store.close();
  }

  @TearDown
  public void close() {
    folder.close();
  }

  @Benchmark
  public void recover() throws Exception {
    store = BenchStore.open(side, folder.path(), Map.of());
  }
}
