package io.glassmq.bench.micro;

import io.glassmq.store.GetMessageResult;
import io.glassmq.store.MessageFilter;
import io.glassmq.store.MessageStore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a pull of 32 messages costs in the store: the queue's units and the records they name. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ConsumeQueueReadBenchmark {
  private static final int STORED = 50_000;
  private static final int BATCH = 32;

  private StoreFixture fixture;
  private MessageStore store;
  private long offset;

  @Setup
  public void fill() throws Exception {
    fixture = StoreFixture.open();
    store = fixture.store();
    for (int i = 0; i < STORED; i++) {
      store.putMessage(StoreFixture.message(0)).join();
    }
    while (store.getMaxOffsetInQueue(StoreFixture.TOPIC, 0) < STORED) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  @TearDown
  public void close() {
    fixture.close();
  }

  @Benchmark
  public int read() {
    GetMessageResult result =
        store.getMessage(StoreFixture.TOPIC, 0, offset, BATCH, MessageFilter.ALL);
    int count = result.messageCount();
    result.release();
    offset = (offset + BATCH) % (STORED - BATCH);
    return count;
  }
}
