package io.glassmq.bench.micro;

import io.glassmq.store.MessageExtBrokerInner;
import io.glassmq.store.PutMessageResult;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Encode and append a message of 1 KiB with asynchronous flush. Short and with few messages: the
 * store keeps what it gets, some 300 MiB a second.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class AppendBenchmark {
  private StoreFixture fixture;
  private int count;

  @Setup(Level.Iteration)
  public void open() throws Exception {
    fixture = StoreFixture.open();
  }

  @TearDown(Level.Iteration)
  public void close() {
    fixture.close();
  }

  @Benchmark
  public PutMessageResult append() {
    MessageExtBrokerInner message = StoreFixture.message(count++ & 3);
    return fixture.store().putMessage(message).join();
  }
}
