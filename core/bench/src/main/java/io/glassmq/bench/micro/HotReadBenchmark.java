package io.glassmq.bench.micro;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A pull of 32 messages that are in memory: queue units, records, and a copy of each record. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(
    value = 1,
    jvmArgs = {"-Xms1g", "-Xmx1g"})
public class HotReadBenchmark {
  private static final int BATCH = 32;

  @Param public StoreSide side;

  @Param("100000")
  public int messages;

  private ScratchFolder folder;
  private BenchStore store;
  private long offset;

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
  @OperationsPerInvocation(BATCH)
  public List<byte[]> read() throws Exception {
    List<byte[]> records = store.driver().read(BenchMessages.TOPIC, 0, offset, BATCH);
    if (records.size() != BATCH) {
      throw new IllegalStateException("read " + records.size() + " messages at " + offset);
    }
    offset = (offset + BATCH) % (messages / BenchMessages.QUEUES - BATCH);
    return records;
  }
}
