package io.glassmq.bench.micro;

import io.glassmq.interop.FreePorts;
import io.glassmq.interop.driver.StoreDriver;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** A running store of either make in a folder that somebody else deletes. */
record BenchStore(StoreDriver driver) implements AutoCloseable {
  private static final long LOOK_NANOS = 50_000;

  /**
   * @param settings {@code broker.conf} keys
   */
  static BenchStore open(StoreSide side, Path folder, Map<String, String> settings)
      throws Exception {
    var keys = new HashMap<>(settings);
    if (side == StoreSide.OFFICIAL) {
      keys.put("haListenPort", Integer.toString(FreePorts.any()));
    }
    StoreDriver driver = side.driver(folder.resolve("logs"));
    driver.open(folder.resolve("store"), keys);
    return new BenchStore(driver);
  }

  /** Appends so many messages, each after the answer to the one before. */
  void fill(BenchMessages messages, int count) {
    for (int i = 0; i < count; i++) {
      append(messages, i);
    }
  }

  void append(BenchMessages messages, int i) {
    var put = driver.put(messages.get(i)).join();
    if (put.physicalOffset() < 0) {
      throw new IllegalStateException("refused: " + put);
    }
  }

  /** Stops dispatching until the gate opens. */
  CountDownLatch holdDispatch() {
    var gate = new CountDownLatch(1);
    driver.holdDispatch(gate);
    return gate;
  }

  void awaitDispatched() {
    while (driver.dispatchBehindBytes() > 0) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  @Override
  public void close() {
    driver.close();
  }
}
