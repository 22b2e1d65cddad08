package io.glassmq.interop;

import io.glassmq.interop.driver.StoreDriver;
import io.glassmq.interop.driver.StoreDriver.Put;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that appends to a store and says what was stored, until it is killed. Arguments: whose
 * store, the folder, the number of messages after which it rests, the file that ends the rest.
 */
final class StoreWriter {
  private StoreWriter() {}

  public static void main(String[] args) throws Exception {
    StoreDriver store = StoreMake.valueOf(args[0]).open(Path.of(args[1]));
    int rest = Integer.parseInt(args[2]);
    for (int i = 0; true; i++) {
      Put put = store.put(StoreContent.message(i)).join();
      System.out.printf(
          "stored %d %s %d %d end%n", i, put.status(), put.physicalOffset(), put.queueOffset());
      while (i >= rest && !Files.exists(Path.of(args[3]))) {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }
}
