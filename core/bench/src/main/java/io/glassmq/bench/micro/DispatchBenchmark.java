package io.glassmq.bench.micro;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
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
 * Filing records in consume queues and index: messages are appended while dispatching is held; then
 * it is let go, and the shot ends when nothing waits any more.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(
    value = 1,
    jvmArgs = {"-Xms1g", "-Xmx1g"})
public class DispatchBenchmark {
  @Param public StoreSide side;

  @Param("150000")
  public int messages;

  private ScratchFolder folder;
  private BenchMessages contents;
  private BenchStore store;
  private CountDownLatch gate;

  @Setup
  public void open() throws Exception {
    folder = ScratchFolder.create();
    contents = new BenchMessages();
    store = BenchStore.open(side, folder.path(), Map.of());
  }

  @Setup(Level.Iteration)
  public void fill() throws IOException {
    gate = store.holdDispatch();
    store.fill(contents, messages);
    folder.warmMemory(messages * 128L);
  }

  @TearDown
  public void close() {
    store.close();
    folder.close();
  }

  @Benchmark
  public void dispatch() {
    gate.countDown();
    store.awaitDispatched();
  }
}
