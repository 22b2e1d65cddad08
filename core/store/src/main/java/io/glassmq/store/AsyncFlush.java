package io.glassmq.store;

import io.glassmq.common.Clock;
import io.glassmq.store.logfile.LogTail;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * The promise of async flush: what is appended survives the end of the process, because the page
 * cache has it. The sender is answered at once; the disk gets it in the background.
 *
 * <p>Thread-safe.
 */
final class AsyncFlush implements FlushManager {
  private final LogFlush flush;
  private final Runnable readable;
  private final FlushRealTimeService service;

  /**
   * @param readable told when records can be read
   */
  AsyncFlush(LogFlush flush, Runnable readable, StoreConfig config, Clock clock) {
    this.flush = flush;
    this.readable = readable;
    this.service = FlushRealTimeService.ofLog(flush, config, clock);
  }

  @Override
  public LogTail tail() {
    return flush.log();
  }

  @Override
  public void start() {
    service.start();
  }

  @Override
  public CompletableFuture<PutMessageResult> appended(
      MessageExtBrokerInner message, PutMessageResult result) {
    written();
    return CompletableFuture.completedFuture(result);
  }

  /** The files of the log have grown. */
  void written() {
    service.markDirty();
    readable.run();
  }

  @Override
  public void flushAll() throws IOException {
    flush.flush(0);
  }

  @Override
  public void shutdown() {
    service.shutdown();
  }
}
