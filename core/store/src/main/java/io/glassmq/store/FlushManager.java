package io.glassmq.store;

import io.glassmq.common.Clock;
import io.glassmq.store.logfile.LogTail;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * What becomes of a record after it was appended, until it is as safe as its sender was promised.
 * One implementation for each promise: {@link AsyncFlush}, {@link SyncFlush}, {@link
 * BufferedFlush}.
 *
 * <p>Thread-safe. Official counterpart: {@code org.apache.rocketmq.store.FlushManager}.
 */
interface FlushManager {

  /**
   * The one that the settings ask for.
   *
   * @param flush brings the log to the disk
   * @param readable told when records can be read
   */
  static FlushManager of(LogFlush flush, Runnable readable, StoreConfig config, Clock clock) {
    if (config.isSyncFlush()) {
      return new SyncFlush(flush, readable, config);
    }
    return config.transientStorePool().enabled()
        ? new BufferedFlush(flush, readable, config, clock)
        : new AsyncFlush(flush, readable, config, clock);
  }

  /** Where records are to be appended. */
  LogTail tail();

  /** Starts the services; the log is recovered. */
  void start();

  /**
   * Records were appended.
   *
   * @return completes with the answer for the sender; never fails
   */
  CompletableFuture<PutMessageResult> appended(
      MessageExtBrokerInner message, PutMessageResult result);

  /** Brings all that was appended before this call to the disk, on the caller's thread. */
  void flushAll() throws IOException;

  /** Ends the services. What waits still is for {@link #flushAll}. */
  void shutdown();
}
