package io.glassmq.bench.micro;

import java.util.List;
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
import org.openjdk.jmh.annotations.Warmup;

/** Looking up a message by its unique key in the index, and a copy of its record. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(
    value = 1,
    jvmArgs = {"-Xms1g", "-Xmx1g"})
public class KeyLookupBenchmark {
  /** A prime, so that neighbours in time are not neighbours in the log. */
  private static final int STRIDE = 7919;

  @Param public StoreSide side;

  @Param("60000")
  public int messages;

  private ScratchFolder folder;
  private BenchStore store;
  private int next;

  @Setup
  public void fill() throws Exception {
    folder = ScratchFolder.create();
    store = BenchStore.open(side, folder.path(), Map.of());
    store.fill(new BenchMessages(), messages);
    store.awaitDispatched();
  }

  @TearDown
  public void close() {
    store.close();
    folder.close();
  }

  @Benchmark
  public List<byte[]> lookUp() throws Exception {
    next = (next + STRIDE) % messages;
    String key = BenchMessages.key(next);
    List<byte[]> records = store.driver().query(BenchMessages.TOPIC, key, 32);
    if (records.size() != 1) {
      throw new IllegalStateException("found " + records.size() + " messages by " + key);
    }
    return records;
  }
}
