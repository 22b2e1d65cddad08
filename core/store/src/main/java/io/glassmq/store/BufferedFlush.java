package io.glassmq.store;

import io.glassmq.common.Clock;
import io.glassmq.store.logfile.BufferedTail;
import io.glassmq.store.logfile.LogTail;
import io.glassmq.store.logfile.TransientStorePool;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * The least promise: what is appended lies in a buffer of the process first, and a crash loses what
 * was not yet committed to the file, {@code commitIntervalCommitLog} milliseconds at most. Only
 * what is committed is read, dispatched and flushed.
 *
 * <p>Thread-safe.
 */
final class BufferedFlush implements FlushManager {
  private final BufferedTail tail;
  private final LongSupplier newestAppended;
  private final FlushRealTimeService commits;
  private final AsyncFlush committed;
  private volatile long newestCommitted;

  /**
   * @param flush of what is committed
   * @param readable told when records can be read
   */
  BufferedFlush(LogFlush flush, Runnable readable, StoreConfig config, Clock clock) {
    TransientStorePoolConfig settings = config.transientStorePool();
    var pool = new TransientStorePool(settings.buffers(), config.commitLogFileSize());
    this.newestAppended = flush.newestStoreTimestamp();
    this.commits = FlushRealTimeService.ofBuffer(this::commit, config, clock);
    this.committed =
        new AsyncFlush(
            new LogFlush(flush.log(), flush.checkpoint(), flush.flags(), () -> newestCommitted),
            readable,
            config,
            clock);
    this.tail = new BufferedTail(flush.log(), pool, settings.failFast(), committed::written);
  }

  private boolean commit(int leastPages) throws IOException {
    long storeTimestamp = newestAppended.getAsLong();
    boolean all = tail.commit(leastPages);
    if (all) {
      newestCommitted = storeTimestamp;
    }
    return all;
  }

  @Override
  public LogTail tail() {
    return tail;
  }

  @Override
  public void start() {
    newestCommitted = newestAppended.getAsLong();
    tail.start();
    committed.start();
    commits.start();
  }

  @Override
  public CompletableFuture<PutMessageResult> appended(
      MessageExtBrokerInner message, PutMessageResult result) {
    commits.markDirty();
    return CompletableFuture.completedFuture(result);
  }

  @Override
  public void flushAll() throws IOException {
    commit(0);
    committed.flushAll();
  }

  @Override
  public void shutdown() {
    commits.shutdown();
    committed.shutdown();
  }
}
